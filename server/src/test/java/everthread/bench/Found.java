package everthread.bench;

/** A turn that was found, and the text that a model would be handed. */
record Found(String turn, String text) {}
