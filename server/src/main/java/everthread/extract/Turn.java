package everthread.extract;

import everthread.conversation.Role;
import org.jspecify.annotations.Nullable;

/**
 * One message as extractors see it.
 *
 * @param author a speaker's name, null for the person whose space it is
 * @param text Markdown as it was written
 */
public record Turn(String sourceId, Role role, @Nullable String author, String text) {}
