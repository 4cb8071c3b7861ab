"""Who reads: words explained in place, doses folded, reading ease. Nothing is reworded."""
