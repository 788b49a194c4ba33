#ifndef FAIL_H
#define FAIL_H

/* Says what is wrong in one line and ends the program with status 2: nothing was measured. */
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
