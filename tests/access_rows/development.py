def lesson(people) -> str:
    return "mencatat"
