/**
 * How the server itself is doing: meters, the parts of its health, recent troubles. Holds counts,
 * times and names from this code; never what anybody said, searched or is called.
 */
@NullMarked
package everthread.vitals;

import org.jspecify.annotations.NullMarked;
