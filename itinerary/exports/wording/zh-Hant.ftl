title = { $district }一日遊，{ $date }
address = 地址：{ $address }
phone = 電話：{ $phone }
estimate = 位置是估計的，實際地點在約{ $metres }米範圍內。
way = 當日路線
