title = { $district }一日遊，{ $date }
address = 地址：{ $address }
phone = 電話：{ $phone }
estimate = 位置是估計的，實際地點在約{ $metres }米範圍內。
way = 當日路線
start = 出發點
start-at = 出發：{ $place }
end = 終點
end-at = 終點：{ $place }

# 帶在身上的行程。
pocket-title = { $district }一日行程
pocket-time = 時間
pocket-cost = 人均花費
pocket-walk = 步行
pocket-travel = 路上
pocket-metres = { $n } 公尺
pocket-kilometres = { $n } 公里
pocket-minutes = { $n } 分鐘
pocket-hours = { $n ->
    [0] { $hours } 小時
   *[other] { $hours } 小時 { $n } 分鐘
}
pocket-about = 約 { $value }
pocket-next-day = 翌日 { $time }
pocket-separator = 、
pocket-unpriced = 有 { $n } 處價格未知，沒有算進去：{ $names }。
pocket-older = 這份行程排好之後，資料有更新，出發前請核對開放時間。
pocket-map = 當日各站的地圖
pocket-map-note = 直線只表示先後，虛線是步行，實際請沿街道走。
pocket-map-estimates = 虛線圓圈：地點在圈內某處。
pocket-north = 北
pocket-mode-walk = 步行
pocket-mode-ebike = 共享電動單車
pocket-mode-bus = 公車
pocket-mode-taxi = 計程車
pocket-leg-walk = 其中步行 { $walk }
pocket-buffer = 餘裕 { $time }
pocket-meal-lunch = 午餐
pocket-meal-dinner = 晚餐
pocket-open = 開放時間 { $hours }
pocket-open-always = 全天開放
pocket-shut = 當天沒有開放時間
pocket-hours-unknown = 開放時間未知
pocket-each = 每人 { $cost }
pocket-free = 免費
pocket-price-unknown = 價格未知
pocket-wait = { $arrive } 到，空閒 { $time }
pocket-gone = 資料裡已沒有這個地點，去之前請先確認。
pocket-phone = 電話
pocket-driver-hint = 給司機看：
pocket-driver = 師傅您好，請送我到：
pocket-no-address = { $city } · 沒有詳細地址，請按名稱找
pocket-see = 在地圖裡看
pocket-find = 位置只是大概，請在地圖裡搜尋名稱
pocket-map-amap = 高德
pocket-map-baidu = 百度
pocket-map-tencent = 騰訊
pocket-map-google = Google
pocket-over = { $time } 行程結束
pocket-checked = 已獨立核對，{ $n } 條規則全部符合。
pocket-sources = 資料截至 { $compiled }；每條資料的來源見嚮導裡的地點頁面。資料版本 { $revision }。
pocket-code = 行程頁面的二維碼
pocket-share = 行程頁面，有變化看這裏：

# How good the day is; the pages say it in the same words.
proof-best = 按您的要求，沒有更好的走法：所有可能都算過了。
proof-found = 這份行程不錯，也許還有更好的沒找到。
proof-gap = 這份行程不錯：再好也最多好 { $percent }%。
proof-cut = 在限定時間內找到：再好也最多好 { $percent }%。
