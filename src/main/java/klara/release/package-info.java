/** What is published: the manifest, the dictionary and the check of a release. */
@NullMarked
package klara.release;

import org.jspecify.annotations.NullMarked;
