package everthread.web.rest;

import everthread.capture.CaptureStore;
import everthread.context.ContextBuilder;
import everthread.conversation.ConversationStore;
import everthread.ingest.CleanText;
import everthread.ingest.FactFinder;
import everthread.ingest.Intake;
import everthread.ingest.JobQueue;
import everthread.ingest.Pipeline;
import everthread.ingest.StatsSource;
import everthread.ingest.Workers;
import everthread.memory.MemoryHistories;
import everthread.memory.MemoryHygiene;
import everthread.memory.MemoryStore;
import everthread.search.SearchIndex;
import everthread.space.AnswerStore;
import everthread.space.KeyStore;
import everthread.space.PairingStore;
import everthread.space.SpaceStore;
import everthread.vitals.CaptureMeter;

/** What the REST operations stand on. */
public record RestServices(
    Intake intake,
    Pipeline pipeline,
    Workers workers,
    JobQueue jobs,
    CaptureStore captures,
    ConversationStore conversations,
    MemoryStore memories,
    MemoryHistories histories,
    MemoryHygiene hygiene,
    SearchIndex search,
    ContextBuilder context,
    FactFinder facts,
    CleanText clean,
    StatsSource stats,
    SpaceStore spaces,
    KeyStore keys,
    PairingStore pairing,
    AnswerStore answers,
    CaptureMeter counted) {}
