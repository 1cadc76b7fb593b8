package everthread.conversation;

import org.jspecify.annotations.Nullable;

/**
 * A file that a message names; the file itself is not kept.
 *
 * @param type media type or the site's own word for the kind, null when unknown
 */
public record Attachment(String name, @Nullable String type) {}
