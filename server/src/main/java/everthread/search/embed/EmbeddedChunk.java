package everthread.search.embed;

import everthread.search.Hit;
import java.util.UUID;

/**
 * A chunk with its vectors, as it is kept and as an index takes it.
 *
 * @param kind and {@code subjectId} name the message or memory
 */
public record EmbeddedChunk(
    Hit.Kind kind, UUID subjectId, int number, int from, int to, PassageVectors vectors) {}
