"""Answer questions from a book's index: one module and one public function for each question."""
