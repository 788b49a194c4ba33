"""A bare echo over a Unix socket: the most that any daemon of one thread could answer."""

from . import load, places, processes


def run(stack, request_bytes, answer_bytes, **options):
    """Starts the echo server with answers of the given size, measures it and stops it."""
    socket = places.socket_directory(stack) / "echo.sock"
    log = places.OUTPUT / "echo.log"
    server = processes.start(
        stack, [load.PROGRAM, "echo-server", "--socket", socket, "--answer-bytes", round(answer_bytes)], log)
    processes.wait_for_socket(socket, server, log)
    result = load.run("echo", socket=socket, request_bytes=round(request_bytes), **options)
    processes.stop(server)
    return result
