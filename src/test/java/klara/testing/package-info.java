/** What tests of Spark code stand on: one session a JVM, and tables written as text. */
@NullMarked
package klara.testing;

import org.jspecify.annotations.NullMarked;
