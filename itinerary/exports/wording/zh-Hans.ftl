title = { $district }一日游，{ $date }
address = 地址：{ $address }
phone = 电话：{ $phone }
estimate = 位置是估计的，实际地点在约{ $metres }米范围内。
way = 当日路线
start = 出发点
start-at = 出发：{ $place }
end = 终点
end-at = 终点：{ $place }

# 带在身上的行程。
pocket-title = { $district }一日行程
pocket-time = 时间
pocket-cost = 人均花费
pocket-walk = 步行
pocket-travel = 路上
pocket-metres = { $n } 米
pocket-kilometres = { $n } 公里
pocket-minutes = { $n } 分钟
pocket-hours = { $n ->
    [0] { $hours } 小时
   *[other] { $hours } 小时 { $n } 分钟
}
pocket-about = 约 { $value }
pocket-next-day = 次日 { $time }
pocket-separator = 、
pocket-unpriced = 有 { $n } 处价格未知，没有算进去：{ $names }。
pocket-older = 这份行程排好之后，资料有更新，出发前请核对开放时间。
pocket-map = 当日各站的地图
pocket-map-note = 直线只表示先后，虚线是步行，实际请沿街道走。
pocket-map-estimates = 虚线圆圈：地点在圈内某处。
pocket-north = 北
pocket-mode-walk = 步行
pocket-mode-ebike = 共享电单车
pocket-mode-bus = 公交
pocket-mode-taxi = 打车
pocket-leg-walk = 其中步行 { $walk }
pocket-buffer = 余量 { $time }
pocket-meal-lunch = 午餐
pocket-meal-dinner = 晚餐
pocket-open = 开放时间 { $hours }
pocket-open-always = 全天开放
pocket-shut = 当天没有开放时间
pocket-hours-unknown = 开放时间未知
pocket-each = 每人 { $cost }
pocket-free = 免费
pocket-price-unknown = 价格未知
pocket-wait = { $arrive } 到，空闲 { $time }
pocket-gone = 资料里已没有这个地点，去之前请先确认。
pocket-phone = 电话
pocket-driver-hint = 给司机看：
pocket-driver = 师傅您好，请送我到：
pocket-no-address = { $city } · 没有详细地址，请按名称找
pocket-see = 在地图里看
pocket-find = 位置只是大概，请在地图里搜名称
pocket-map-amap = 高德
pocket-map-baidu = 百度
pocket-map-tencent = 腾讯
pocket-map-google = 谷歌
pocket-over = { $time } 行程结束
pocket-checked = 已独立核对，{ $n } 条规则全部满足。
pocket-sources = 资料截至 { $compiled }；每条资料的来源见向导里的地点页面。资料版本 { $revision }。
pocket-code = 行程页面的二维码
pocket-share = 行程页面，有变化看这里：

# How good the day is; the pages say it in the same words.
proof-best = 按您的要求，没有更好的走法：所有可能都算过了。
proof-found = 这份行程不错，也许还有更好的没找到。
proof-gap = 这份行程不错：再好也最多好 { $percent }%。
proof-cut = 在限定时间内找到：再好也最多好 { $percent }%。
