/** The edge: the command line, which alone starts Spark and reads the clock. */
@NullMarked
package klara;

import org.jspecify.annotations.NullMarked;
