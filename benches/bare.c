/* The least that can answer a key on a terminal: twenty lines, and one that says which of them is chosen. That
 * one is painted anew for each key; everything that one read brought goes out in one write. Made to compare with. */
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static char out[1 << 16];
static size_t used;

static void put(const char *text) {
    size_t length = strlen(text);
    if (used + length < sizeof out) {
        memcpy(out + used, text, length);
        used += length;
    }
}

static void flush(void) {
    for (size_t at = 0; at < used;) {
        ssize_t written = write(1, out + at, used - at);
        if (written <= 0) break;
        at += (size_t)written;
    }
    used = 0;
}

static void chosen(int line) {
    char text[32];
    snprintf(text, sizeof text, "\033[23;3H%02d", line + 1);
    put(text);
}

int main(void) {
    struct termios found, raw;
    if (tcgetattr(0, &found)) return 1;
    raw = found;
    cfmakeraw(&raw);
    tcsetattr(0, TCSANOW, &raw);
    put("\033[?1049h\033[?25l\033[2J");
    for (int line = 0; line < 20; line++) {
        char text[64];
        snprintf(text, sizeof text, "\033[%d;3HLine number %d of the list", line + 2, line + 1);
        put(text);
    }
    int at = 0;
    chosen(at);
    flush();
    char bytes[4096];
    for (;;) {
        ssize_t got = read(0, bytes, sizeof bytes);
        if (got <= 0) break;
        for (ssize_t i = 0; i < got; i++) {
            int to = at;
            if (bytes[i] == 'A' && at > 0) to--;
            if (bytes[i] == 'B' && at < 19) to++;
            if (bytes[i] == 'q') goto end;
            if (to == at) continue;
            at = to;
            chosen(at);
            if (used > sizeof out - 64) flush();
        }
        flush();
    }
end:
    put("\033[?25h\033[?1049l");
    flush();
    tcsetattr(0, TCSANOW, &found);
    return 0;
}
