"""What the pages share: guard, look, components, forms, texts."""
