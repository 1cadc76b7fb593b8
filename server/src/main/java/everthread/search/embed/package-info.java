/** Meaning: texts as vectors, made by a local model or by an endpoint that the owner configured. */
@NullMarked
package everthread.search.embed;

import org.jspecify.annotations.NullMarked;
