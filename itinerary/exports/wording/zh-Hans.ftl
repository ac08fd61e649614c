title = { $district }一日游，{ $date }
address = 地址：{ $address }
phone = 电话：{ $phone }
estimate = 位置是估计的，实际地点在约{ $metres }米范围内。
way = 当日路线
