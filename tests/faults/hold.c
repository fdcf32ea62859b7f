/* hold DATABASE COMMAND...: runs the command while another process writes to the database, as a
 * second soroe in the next room would. Its exit status is the command's. */
#include <sqlite3.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
        sqlite3 *db = NULL;
        pid_t child;
        int status = 0;

        if (argc < 3 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
            sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK) {
                fprintf(stderr, "hold: cannot lock: %s\n", db ? sqlite3_errmsg(db) : "usage");
                return 126;
        }
        child = fork();
        if (child == 0) {
                execvp(argv[2], argv + 2);
                _exit(127);
        }
        if (child < 0 || waitpid(child, &status, 0) != child)
                return 126;
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
        sqlite3_close(db);
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
