/**
 * What a later statement does to an earlier one: says the same, takes its place, or leaves it as it
 * is. Pure: by what was said and when, never by what came in first.
 */
@NullMarked
package everthread.supersession;

import org.jspecify.annotations.NullMarked;
