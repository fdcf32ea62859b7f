/* type KEYS COMMAND [ARGUMENT...]: somebody at a terminal of 80 columns. COMMAND runs in a pseudo-terminal; whenever it has printed
 * a prompt ("> " at the end of what it said) the next line of the file KEYS is typed, at the end of the file Ctrl-D. A line ^C is
 * Ctrl-C. What stands on the screen goes to stdout, and "=> " with the exit status behind it. A minute without a word is the end. */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE = 60000 /* ms */ };

static void type(int terminal, FILE *keys)
{
        char line[4096];

        if (!fgets(line, sizeof line, keys))
                strcpy(line, "\4");
        else if (strcmp(line, "^C\n") == 0)
                strcpy(line, "\3");
        if (write(terminal, line, strlen(line)) < 0)
                exit(2);
}

int main(int argc, char **argv)
{
        struct winsize size = {.ws_row = 40, .ws_col = 80};
        int terminal, status, waited = 0;
        FILE *keys = argc > 2 ? fopen(argv[1], "r") : NULL;
        char tail[2] = "", text[4096];
        pid_t child;

        if (!keys)
                return 2;
        child = forkpty(&terminal, NULL, NULL, &size);
        if (child < 0) {
                puts("no pseudo-terminal can be had here");
                return 77;
        }
        if (child == 0) {
                signal(SIGINT, SIG_DFL); /* a shell that works in the background hands it on ignored */
                setenv("TERM", "dumb", 0);
                execvp(argv[2], argv + 2);
                _exit(127);
        }
        for (;;) {
                struct pollfd fd = {.fd = terminal, .events = POLLIN};
                int ready = poll(&fd, 1, 50);
                ssize_t n;

                if (ready < 0 && errno != EINTR)
                        break;
                if (ready == 0) {
                        waited += 50;
                        if (tail[0] == '>' && tail[1] == ' ') {
                                type(terminal, keys);
                                tail[0] = '\0';
                        } else if (waited > PATIENCE) {
                                kill(child, SIGKILL);
                                break;
                        }
                        continue;
                }
                n = read(terminal, text, sizeof text);
                if (n <= 0)
                        break;
                waited = 0;
                for (ssize_t i = 0; i < n; i++) {
                        if (text[i] != '\r')
                                putchar(text[i]);
                        tail[0] = tail[1];
                        tail[1] = text[i];
                }
        }
        waitpid(child, &status, 0);
        printf("=> %d\n", WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
        return 0;
}
