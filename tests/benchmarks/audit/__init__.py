"""What an audit costs: beside its peers, over many posts, again, on two cores, for a county."""
