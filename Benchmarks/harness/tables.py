"""Tables for people: the first column to the left, figures to the right."""


def table(head, rows):
    """Lines of a table with columns as wide as they need to be."""
    cells = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    lines = [_line(row, widths) for row in cells]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def _line(row, widths):
    first = row[0].ljust(widths[0])
    return "  ".join([first, *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:]))]).rstrip()


def whole(number):
    """A figure with its thousands set apart; nothing measured is a dash."""
    return "-" if number is None else f"{number:,.0f}"


def ratio(number, other):
    """How many times the other a number is."""
    return "-" if not number or not other else f"{number / other:.2f} x"


def goal_table(judged):
    """A table of goals: what was asked for, what came out, whether that is enough."""
    return table(["goal", "asked for", "measured", ""],
                 [[goal["goal"], goal["asked"], goal["got"], verdict(goal["met"])] for goal in judged])


def verdict(met):
    return "met" if met else "MISSED"
