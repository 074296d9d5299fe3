/** The inbox: manifests, versions, scopes, and which delivery counts. */
@NullMarked
package klara.delivery;

import org.jspecify.annotations.NullMarked;
