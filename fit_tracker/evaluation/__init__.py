"""What many courses say together, and how much of it may be told.

`progression` says what one person's series means; here are counts, shares, means and effect sizes
with their intervals, the table of a programme before and after, and disclosure control. Pure: no
I/O, no clock, no words for people.
"""
