/** What clients did while they connected, so that a person can see where one got stuck. */
@NullMarked
package everthread.connecting;

import org.jspecify.annotations.NullMarked;
