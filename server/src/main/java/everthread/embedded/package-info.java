/**
 * A PostgreSQL server of Everthread's own, started and watched by this process. Its data lies in
 * the home folder and outlives every crash; docs/decisions/0004 says how. Nothing outside needs
 * more than {@link everthread.embedded.HomeLock}, {@link everthread.embedded.EmbeddedPostgres} and
 * the values that they give.
 */
@NullMarked
package everthread.embedded;

import org.jspecify.annotations.NullMarked;
