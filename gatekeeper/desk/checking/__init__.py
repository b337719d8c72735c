"""From a post to its decision: gather what is missing, make the files, assemble, judge, keep."""
