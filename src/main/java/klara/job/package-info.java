/** What runs: the jobs of the night, their settings and their order. */
@NullMarked
package klara.job;

import org.jspecify.annotations.NullMarked;
