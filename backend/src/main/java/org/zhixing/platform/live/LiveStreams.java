package org.zhixing.platform.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.zhixing.platform.problem.Refused;

/** The streams that this replica holds, by topic; never more than fit, in all and for each account. */
@ApplicationScoped
class LiveStreams {
    private static final Logger LOG = Logger.getLogger(LiveStreams.class);
    private static final String SECONDS_TO_WAIT = "30";

    @ConfigProperty(name = "zhixing.live.streams", defaultValue = "2000")
    int most;

    @ConfigProperty(name = "zhixing.live.streams-per-account", defaultValue = "6")
    int mostOfAnAccount;

    private final Map<String, Set<LiveStream>> byTopic = new ConcurrentHashMap<>();

    @Inject
    void measure(MeterRegistry meters) {
        meters.gauge("zhixing.live.streams", this, LiveStreams::held);
    }

    synchronized void open(LiveStream stream) {
        forgetClosed();
        if (held() >= most) {
            throw Refused.of(503, "live/too-many").withHeader("Retry-After", SECONDS_TO_WAIT);
        }
        long own = byTopic.values().stream()
                .flatMap(Set::stream)
                .filter(other -> other.holder().equals(stream.holder()))
                .count();
        if (own >= mostOfAnAccount) {
            throw Refused.of(429, "live/too-many-of-yours", mostOfAnAccount).withHeader("Retry-After", SECONDS_TO_WAIT);
        }
        byTopic.computeIfAbsent(stream.topic(), any -> ConcurrentHashMap.newKeySet())
                .add(stream);
        stream.beat();
    }

    void tell(String topic, LiveEvent event) {
        byTopic.getOrDefault(topic, Set.of()).forEach(stream -> stream.tell(event));
    }

    /** Something may have been missed. */
    void tellAllToRefetch() {
        byTopic.values().forEach(streams -> streams.forEach(stream -> stream.tell(LiveEvent.REFETCH)));
    }

    @Scheduled(every = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void beat() {
        forgetClosed();
        byTopic.values().forEach(streams -> streams.forEach(LiveStream::beat));
    }

    /** A session or a grant may have ended since a stream was opened. */
    @Scheduled(every = "45s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void askAgain() {
        byTopic.values()
                .forEach(streams -> streams.forEach(stream -> {
                    if (!mayStay(stream)) {
                        stream.close();
                    }
                }));
        forgetClosed();
    }

    private static boolean mayStay(LiveStream stream) {
        try {
            return stream.mayStay();
        } catch (RuntimeException unknown) {
            LOG.warnf("A stream is ended, for nobody could say whether it may go on: %s", unknown);
            return false;
        }
    }

    private synchronized void forgetClosed() {
        byTopic.values()
                .forEach(streams -> streams.removeIf(stream -> {
                    if (stream.isClosed()) {
                        stream.close();
                        return true;
                    }
                    return false;
                }));
        byTopic.values().removeIf(Set::isEmpty);
    }

    int held() {
        return byTopic.values().stream().mapToInt(Set::size).sum();
    }

    void end(@Observes ShutdownEvent stopping) {
        byTopic.values().forEach(streams -> streams.forEach(LiveStream::close));
    }
}
