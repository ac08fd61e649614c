# 为什么去
reason-must = 你点名要去。
reason-appointment = 时间定在{ $time }。
reason-themes = 合你的兴趣：{ $themes }。
reason-kind = { $kind }，值得停留{ $minutes }分钟左右。
reason-open = 当天{ $hours }开放。
reason-best = 这个钟点来正好。
reason-near = 离上一站约{ $metres }米。
reason-indoors-rain = 在室内，下雨也不怕。
reason-indoors-hot = 在室内，可以避暑。
reason-table = 到时候就近用餐的地方。
reason-eat-at = 你想在这里吃。
reason-no-table = 那时附近没有合适的用餐处，先歇一歇，吃点自带的。
reason-rest = 坐下来歇一会儿。

# 去了要留意什么
warning-hours = 开放时间不明，去之前请先问清楚。
warning-position = 位置是估计的，可能差约{ $metres }米。
warning-status = “开放”的依据是{ $date }的资料。
warning-status-undated = “开放”的依据没有注明日期。
warning-price = 价格不明，没算进总数。
warning-wheelchair-unknown = 轮椅能否通行不明。
warning-wheelchair-limited = 轮椅只能走一部分。
warning-stroller-limited = 带轮子的只能走一部分，婴儿车有的地方要抬着走。
warning-stroller-no = 带轮子的进不去，婴儿车只能抬着走或留在外面。

name-lunch = 午餐休息
name-dinner = 晚餐休息
name-rest = 休息

# 为什么不去
excluded-avoided = 你说过不去。
excluded-kind = 你只想看别的类型。
excluded-theme = 不属于你选的主题。
excluded-dull = 本身没什么可游览的；有需要请点名。
excluded-wheelchair = 已知轮椅无法通行。
excluded-closed = 在你出行的时段里不开放。
excluded-unknown = 开放时间不明，你出行的时段恐怕不开。
excluded-short = 虽然开放，但在你出行的时段里时间不够。
excluded-brief = 可用的时间不够参观一次。
excluded-too-far = 太远，来不及往返。
excluded-barred = 按你选的交通方式去不了：带儿童、婴儿车或轮椅不能骑共享电单车。
excluded-distance = 去了全程会超过{ $limit }米。
excluded-walk = 去了步行会超过你的上限。
excluded-budget = 去了会超出预算。
excluded-max-places = 已有{ $limit }处，到了你要的上限。
excluded-part = 与行程里的{ $place }是同一处。
excluded-alike = 与前后两站太相似，去了也不增色。
excluded-offered = 留在另一种安排里去。
excluded-no-places = 你要的地点数目是0。
excluded-time = 没有余下的时间：要去就得缩短或放下别处。
excluded-unseen = 限定的时间内来不及考虑它。
excluded-over = 这一天已经结束。

# 对整个答复的说明
note-empty = 这一天一处也排不进。原因有：{ $causes }。每一处的原因都列在后面。
note-no-places = 你要的地点数目是0，所以没有安排地点。
note-nothing-open = 这里还没有资料足够、可以排进这一天的地点。
cause-closed_that_day = 当天不开放
cause-hours = 开放时间不合
cause-time = 时间不够
cause-too_far = 太远
cause-barred = 带儿童、婴儿车或轮椅不能骑共享电单车
cause-walk_limit = 步行上限
cause-budget = 预算
cause-max_places = 地点数目
cause-not_wished = 不合你的选择
cause-avoided = 你说过不去
cause-similar = 与别处相似
cause-access = 轮椅无法通行
note-begun = 这段行程有一部分时间已经过去了。
note-eat-at = 行程里排不进这里的餐：{ $places }。
note-no-rests = 时间太紧，没能排进中途的休息。
note-fewer-none = 只有{ $found }种安排可选：其他安排都有一半以上的地点与之相同。
note-fewer-unfound = 只找到{ $found }种安排：没有再找到相同地点不超过一半的安排。
note-fewer-clock = 时限已到，只排出{ $found }种安排，也许还有别的。

list-separator = 、

# 为什么排不到一起
conflict = 排不开的是：{ $wishes }。
conflict-time = { $wishes }：游览加上路上{ $by }最少要{ $needed }，行程只有{ $limit }。
conflict-max-walk = { $wishes }：至少要走{ $needed }，超过了你定的{ $limit }。
conflict-max-distance = { $wishes }：路程加起来至少{ $needed }，超过了你定的{ $limit }。
conflict-by = （{ $modes }）
amount-time = { $hours ->
    [0] { $minutes }分钟
   *[other] { $hours }小时{ $minutes }分钟
}
amount-metres = { $metres }米
conflict-past = 这一天已经过去了一部分，这些做不到了：{ $wishes }。
no-ebike = 带儿童、婴儿车或轮椅不能骑共享电单车。
conflict-status-renovating = { $place }正在整修，不开放。
conflict-status-planned = { $place }还在规划中，尚未建成。
conflict-status-closed = { $place }已经关闭或结束。
conflict-status-unknown = { $place }现在是否开放不明。
conflict-position = { $place }的位置不明，没法安排路线。
conflict-minutes = { $place }要游览多久不明。
conflict-access = 已知{ $place }轮椅无法通行。
conflict-closed = { $place }在你出行的时段里不开放。
conflict-short = { $place }虽然开放，但在你出行的时段里时间不够。
conflict-brief = 你安排的一天太短，不够参观{ $place }。
conflict-appointment = { $place }的约定时间不在你的行程时段或它的开放时间内。
conflict-lone = { $place }排不进这一天。

field-start_time = 出发时间
field-end_time = 结束时间
field-start = 起点
field-end = 终点
field-budget = 预算
field-modes = 交通方式
field-max_distance = 总路程上限
field-max_walk = 步行上限
field-max_leg_walk = 单段步行上限
field-max_places = 地点数目
field-meals-lunch = 午餐
field-meals-dinner = 晚餐
field-pace = 节奏
field-avoid = 你不想去的地方
field-include_outside = 只去本区
field-only_kinds = 你选的类型
field-themes = 你选的主题
field-party-children = 同行的儿童
field-party-stroller = 婴儿车
field-party-wheelchair = 轮椅
field-date = 日期

mode-walk = 步行
mode-ebike = 共享电单车
mode-bus = 公交
mode-taxi = 出租车

# 怎样就行
relax-place = 不去{ $place }。
relax-date = 改在{ $value }去。
relax-start_time = { $value }出发。
relax-end_time = { $value }结束。
relax-start = 不限起点。
relax-end = 不限终点。
relax-budget = { $value ->
    [None] 不限预算。
   *[other] 预算放宽到每人{ $value }元。
}
relax-modes = 交通方式改为：{ $value }。
relax-max_distance = { $value ->
    [None] 不限总路程。
   *[other] 总路程放宽到{ $value }米。
}
relax-max_walk = { $value ->
    [None] 不限步行。
   *[other] 步行放宽到{ $value }米。
}
relax-max_leg_walk = { $value ->
    [None] 不限单段步行。
   *[other] 单段步行放宽到{ $value }米。
}
relax-max_places = { $value ->
    [None] 不限地点数目。
   *[other] 地点放宽到{ $value }处。
}
relax-meals-lunch = 不专门安排午餐。
relax-meals-dinner = 不专门安排晚餐。
relax-pace = { $value ->
    [packed] 节奏排紧一些。
   *[other] 按平常的节奏走。
}

# 为什么没有这一处
why-not-in-plan = { $place }已经在行程里了。
why-not-loss = 可以加进{ $place }，但整天算下来没有现在的安排值得。
why-not-loss-drops = 可以加进{ $place }，但要放下{ $drops }，整天算下来没有现在的安排值得。
why-not-no-loss = 可以加进{ $place }，不用放下别的。
why-not-no-loss-drops = 可以用{ $place }代替{ $drops }，一样值得。
why-not-clash = { $place }没法与这些同时满足：{ $wishes }。
relax-only_kinds = 不限地点的类型。
relax-include_outside = 也可以去区外的地方。
relax-force = 把{ $place }排进去。
relax-avoid = 不再避开{ $place }。

# 调整了什么
changed-dropped = 不去{ $place }了。
changed-added = 新增{ $place }，{ $time }开始。
changed-moved = { $place }从{ $before }改到{ $after }。
changed-meal = { $meal }改在{ $place }，{ $time }开始。
changed-meal-moved = { $meal }从{ $before }改到{ $after }。
changed-meal-dropped = { $meal }不再专门安排。
changed-nothing = 不需要改动。
changed-over = 这一天已经结束，去过的照旧。
changed-late = 从{ $time }接着走，比原计划晚{ $minutes }分钟。
changed-for = 按新的情况重新安排：{ $wishes }。
changed-length = { $place }改为停留{ $minutes }分钟。
changed-measure = 原来的地点尽量保留，别处明显更值得（高出三成）才换；能不改顺序就不改。
changed-why-rain = 在露天，下雨不合适。
changed-why-hot = 在露天，天太热。
changed-why-room = 现在有时间去了。
changed-why-locked = 你要求把它留在行程里。
changed-date = 日期
changed-start_time = 出发时间
changed-end_time = 结束时间
changed-start = 起点
changed-end = 终点
changed-themes = 主题
changed-must_visit = 想去的地点
changed-avoid = 不去的地点
changed-only_kinds = 地点类型
changed-max_places = 地点数目
changed-fixed = 约好的时间
changed-modes = 交通方式
changed-max_walk = 步行上限
changed-max_leg_walk = 每段步行上限
changed-max_distance = 路程上限
changed-budget = 预算
changed-pace = 节奏
changed-meals = 用餐
changed-party = 同行的人
changed-weather = 天气
changed-include_outside = 区外的地点
changed-eat_at = 用餐地点
meal-lunch = 午餐
meal-dinner = 晚餐
