"""What a text is beside plain news, where that says whose its words are: interviews, documents, datelines, lists."""
