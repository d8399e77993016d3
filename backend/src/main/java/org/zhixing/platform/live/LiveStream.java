package org.zhixing.platform.live;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** One caller's open stream. Who reads too slowly is not sent the rest one by one, but told to read everything anew. */
final class LiveStream {
    private static final int MOST_UNSENT = 32;

    private final String topic;
    private final UUID holder;
    private final BooleanSupplier mayStay;
    private final SseEventSink sink;
    private final Sse sse;
    private final AtomicInteger unsent = new AtomicInteger();
    private final AtomicBoolean behind = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Runnable atEnd = () -> {};

    LiveStream(String topic, UUID holder, BooleanSupplier mayStay, SseEventSink sink, Sse sse) {
        this.topic = topic;
        this.holder = holder;
        this.mayStay = mayStay;
        this.sink = sink;
        this.sse = sse;
    }

    void tell(LiveEvent event) {
        if (unsent.get() >= MOST_UNSENT) {
            behind.set(true);
            return;
        }
        String id = event.id() == null ? "null" : '"' + event.id().toString() + '"';
        send(sse.newEvent("{\"kind\":\"%s\",\"id\":%s,\"version\":%d}".formatted(event.kind(), id, event.version())));
    }

    /** Keeps what lies between from taking the connection for a dead one, and finds out whether it is. */
    void beat() {
        if (unsent.get() < MOST_UNSENT) {
            send(sse.newEventBuilder().comment("").build());
        }
    }

    /** What a reader has left unread in the very moment of their going is nobody's trouble. */
    private void send(OutboundSseEvent event) {
        unsent.incrementAndGet();
        try {
            sink.send(event).whenComplete((sent, failed) -> {
                int left = unsent.decrementAndGet();
                if (failed != null) {
                    gone();
                } else if (left == 0 && behind.compareAndSet(true, false)) {
                    tell(LiveEvent.REFETCH);
                }
            });
        } catch (IllegalStateException alreadyClosed) {
            gone();
        }
    }

    /** Does something once when it ends, from whichever side. */
    void atEnd(Runnable work) {
        atEnd = work;
    }

    void close() {
        boolean open = !isClosed();
        gone();
        if (open) {
            sink.close();
        }
    }

    private void gone() {
        if (closed.compareAndSet(false, true)) {
            atEnd.run();
        }
    }

    boolean isClosed() {
        return closed.get() || sink.isClosed();
    }

    boolean mayStay() {
        return mayStay.getAsBoolean();
    }

    String topic() {
        return topic;
    }

    UUID holder() {
        return holder;
    }
}
