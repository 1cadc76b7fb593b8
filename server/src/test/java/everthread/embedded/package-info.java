@NullMarked
package everthread.embedded;

import org.jspecify.annotations.NullMarked;
