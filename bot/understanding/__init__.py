"""What a visitor's words mean: places, dates, times, company, money and wishes, read over the live names."""
