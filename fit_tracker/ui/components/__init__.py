"""Our own components: inline HTML, CSS and JavaScript, no build step, no outside address."""
