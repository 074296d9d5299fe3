/** Which way young people go after compulsory school, and how those who leave come back. */
@NullMarked
package klara.pathway;

import org.jspecify.annotations.NullMarked;
