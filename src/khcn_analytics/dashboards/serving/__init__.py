"""Two servers: the leaders' dashboard and the planner's studio, who may come in, and data that stay fresh."""
