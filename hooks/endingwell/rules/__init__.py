"""The rules of the gate, one function each: from a project to problems, whatever the content, without raising."""
