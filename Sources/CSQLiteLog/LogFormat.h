#pragma once

// The format of a log: a header, and before each page of a frame one of its own, which begins with the page's number
// (https://sqlite.org/fileformat2.html#the_write_ahead_log).
enum { log_header = 32, frame_header = 24, page_size = 4096, frame_size = frame_header + page_size };
