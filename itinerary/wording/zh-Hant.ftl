# 為什麼去
reason-must = 你指名要去。
reason-appointment = 時間定在{ $time }。
reason-themes = 合你的興趣：{ $themes }。
reason-kind = { $kind }，值得停留{ $minutes }分鐘左右。
reason-open = 當天{ $hours }開放。
reason-best = 這個時段來正好。
reason-near = 離上一站約{ $metres }米。
reason-indoors-rain = 在室內，下雨也不怕。
reason-indoors-hot = 在室內，可以避暑。
reason-table = 屆時就近用餐的地方。
reason-eat-at = 你想在這裡吃。
reason-no-table = 那時附近沒有合適的用餐處，先歇一歇，吃點自備的東西。
reason-rest = 坐下來休息一會兒。

# 去了要留意什麼
warning-hours = 開放時間不明，前往前請先問清楚。
warning-position = 位置是估計的，可能相差約{ $metres }米。
warning-status = 「開放」的依據是{ $date }的資料。
warning-status-undated = 「開放」的依據沒有註明日期。
warning-price = 價格不明，沒算進總數。
warning-wheelchair-unknown = 輪椅能否通行不明。
warning-wheelchair-limited = 輪椅只能通行一部分。
warning-stroller-limited = 帶輪子的只能走一部分，嬰兒車有的地方要抬著走。
warning-stroller-no = 帶輪子的進不去，嬰兒車只能抬著走或留在外面。

name-lunch = 午餐休息
name-dinner = 晚餐休息
name-rest = 休息

# 為什麼不去
excluded-avoided = 你說過不去。
excluded-kind = 你只想看其他類型。
excluded-theme = 不屬於你選的主題。
excluded-dull = 本身沒什麼可遊覽的；有需要請指名。
excluded-wheelchair = 已知輪椅無法通行。
excluded-closed = 在你出遊的時段裡不開放。
excluded-unknown = 開放時間不明，你出遊的時段恐怕不開。
excluded-short = 雖然開放，但在你出遊的時段裡時間不夠。
excluded-brief = 可用的時間不夠參觀一次。
excluded-too-far = 太遠，來不及往返。
excluded-barred = 按你選的交通方式去不了：帶兒童、嬰兒車或輪椅不能騎共享電單車。
excluded-distance = 去了全程會超過{ $limit }米。
excluded-walk = 去了步行會超過你的上限。
excluded-budget = 去了會超出預算。
excluded-max-places = 已有{ $limit }處，到了你要的上限。
excluded-part = 與行程裡的{ $place }是同一處。
excluded-alike = 與前後兩站太相似，去了也不增色。
excluded-offered = 留在另一種安排裡去。
excluded-no-places = 你要的地點數目是0。
excluded-time = 沒有剩餘的時間：要去就得縮短或放下別處。
excluded-unseen = 限定的時間內來不及考慮它。
excluded-over = 這一天已經結束。

# 對整個答覆的說明
note-empty = 這一天一處也排不進。原因有：{ $causes }。每一處的原因都列在後面。
note-no-places = 你要的地點數目是0，所以沒有安排地點。
note-nothing-open = 這裡還沒有資料足夠、可以排進這一天的地點。
cause-closed_that_day = 當天不開放
cause-hours = 開放時間不合
cause-time = 時間不夠
cause-too_far = 太遠
cause-barred = 帶兒童、嬰兒車或輪椅不能騎共享電單車
cause-walk_limit = 步行上限
cause-budget = 預算
cause-max_places = 地點數目
cause-not_wished = 不合你的選擇
cause-avoided = 你說過不去
cause-similar = 與別處相似
cause-access = 輪椅無法通行
note-begun = 這段行程有一部分時間已經過去了。
note-eat-at = 行程裡排不進這裡的餐：{ $places }。
note-no-rests = 時間太緊，沒能排進中途的休息。
note-fewer-none = 只有{ $found }種安排可選：其他安排都有一半以上的地點與之相同。
note-fewer-unfound = 只找到{ $found }種安排：沒有再找到相同地點不超過一半的安排。
note-fewer-clock = 時限已到，只排出{ $found }種安排，也許還有別的。

list-separator = 、

# 為什麼排不到一起
conflict = 排不開的是：{ $wishes }。
conflict-time = { $wishes }：遊覽加上路上{ $by }最少要{ $needed }，行程只有{ $limit }。
conflict-max-walk = { $wishes }：至少要走{ $needed }，超過了你定的{ $limit }。
conflict-max-distance = { $wishes }：路程加起來至少{ $needed }，超過了你定的{ $limit }。
conflict-by = （{ $modes }）
amount-time = { $hours ->
    [0] { $minutes }分鐘
   *[other] { $hours }小時{ $minutes }分鐘
}
amount-metres = { $metres }米
conflict-past = 這一天已經過去了一部分，這些做不到了：{ $wishes }。
no-ebike = 帶兒童、嬰兒車或輪椅不能騎共享電單車。
conflict-status-renovating = { $place }正在整修，不開放。
conflict-status-planned = { $place }還在規劃中，尚未建成。
conflict-status-closed = { $place }已經關閉或結束。
conflict-status-unknown = { $place }現在是否開放不明。
conflict-position = { $place }的位置不明，沒辦法安排路線。
conflict-minutes = { $place }要遊覽多久不明。
conflict-access = 已知{ $place }輪椅無法通行。
conflict-closed = { $place }在你出遊的時段裡不開放。
conflict-short = { $place }雖然開放，但在你出遊的時段裡時間不夠。
conflict-brief = 你安排的一天太短，不夠參觀{ $place }。
conflict-appointment = { $place }的約定時間不在你的行程時段或它的開放時間內。
conflict-lone = { $place }排不進這一天。

field-start_time = 出發時間
field-end_time = 結束時間
field-start = 起點
field-end = 終點
field-budget = 預算
field-modes = 交通方式
field-max_distance = 總路程上限
field-max_walk = 步行上限
field-max_leg_walk = 單段步行上限
field-max_places = 地點數目
field-meals-lunch = 午餐
field-meals-dinner = 晚餐
field-pace = 節奏
field-avoid = 你不想去的地方
field-include_outside = 只去本區
field-only_kinds = 你選的類型
field-themes = 你選的主題
field-party-children = 同行的兒童
field-party-stroller = 嬰兒車
field-party-wheelchair = 輪椅
field-date = 日期

mode-walk = 步行
mode-ebike = 共享電單車
mode-bus = 巴士
mode-taxi = 的士

# 怎樣就行
relax-place = 不去{ $place }。
relax-date = 改在{ $value }去。
relax-start_time = { $value }出發。
relax-end_time = { $value }結束。
relax-start = 不限起點。
relax-end = 不限終點。
relax-budget = { $value ->
    [None] 不限預算。
   *[other] 預算放寬到每人{ $value }元。
}
relax-modes = 交通方式改為：{ $value }。
relax-max_distance = { $value ->
    [None] 不限總路程。
   *[other] 總路程放寬到{ $value }米。
}
relax-max_walk = { $value ->
    [None] 不限步行。
   *[other] 步行放寬到{ $value }米。
}
relax-max_leg_walk = { $value ->
    [None] 不限單段步行。
   *[other] 單段步行放寬到{ $value }米。
}
relax-max_places = { $value ->
    [None] 不限地點數目。
   *[other] 地點放寬到{ $value }處。
}
relax-meals-lunch = 不特別安排午餐。
relax-meals-dinner = 不特別安排晚餐。
relax-pace = { $value ->
    [packed] 步調排緊一些。
   *[other] 照平常的步調走。
}

# 為什麼沒有這一處
why-not-in-plan = { $place }已經在行程裡了。
why-not-loss = 可以加進{ $place }，但整天算下來沒有現在的安排值得。
why-not-loss-drops = 可以加進{ $place }，但要放下{ $drops }，整天算下來沒有現在的安排值得。
why-not-no-loss = 可以加進{ $place }，不用放下別的。
why-not-no-loss-drops = 可以用{ $place }代替{ $drops }，一樣值得。
why-not-clash = { $place }沒辦法與這些同時滿足：{ $wishes }。
relax-only_kinds = 不限地點的類型。
relax-include_outside = 也可以去區外的地方。
relax-force = 把{ $place }排進去。
relax-avoid = 不再避開{ $place }。

# 調整了什麼
changed-dropped = 不去{ $place }了。
changed-added = 新增{ $place }，{ $time }開始。
changed-moved = { $place }從{ $before }改到{ $after }。
changed-meal = { $meal }改在{ $place }，{ $time }開始。
changed-meal-moved = { $meal }從{ $before }改到{ $after }。
changed-meal-dropped = { $meal }不再特別安排。
changed-nothing = 不需要改動。
changed-over = 這一天已經結束，去過的照舊。
changed-late = 從{ $time }接著走，比原計劃遲{ $minutes }分鐘。
changed-for = 按新的情況重新安排：{ $wishes }。
changed-length = { $place }改為停留{ $minutes }分鐘。
changed-measure = 原來的地點盡量保留，別處明顯更值得（高出三成）才換；能不改次序就不改。
changed-why-rain = 在露天，下雨不合適。
changed-why-hot = 在露天，天太熱。
changed-why-room = 現在有時間去了。
changed-why-locked = 你要求把它留在行程裡。
changed-date = 日期
changed-start_time = 出發時間
changed-end_time = 結束時間
changed-start = 起點
changed-end = 終點
changed-themes = 主題
changed-must_visit = 想去的地點
changed-avoid = 不去的地點
changed-only_kinds = 地點類型
changed-max_places = 地點數目
changed-fixed = 約好的時間
changed-modes = 交通方式
changed-max_walk = 步行上限
changed-max_leg_walk = 每段步行上限
changed-max_distance = 路程上限
changed-budget = 預算
changed-pace = 節奏
changed-meals = 用餐
changed-party = 同行的人
changed-weather = 天氣
changed-include_outside = 區外的地點
changed-eat_at = 用餐地點
meal-lunch = 午餐
meal-dinner = 晚餐
