package org.zhixing.study.material;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.file.StoredFile;
import org.zhixing.platform.file.StoredFiles;

/** Takes the text out of new files, one after the other, in the background; a file that breaks keeps its title. */
@ApplicationScoped
class TextExtraction {
    private static final Logger LOG = Logger.getLogger(TextExtraction.class);

    @Inject
    MaterialTexts texts;

    @Inject
    StoredFiles files;

    private record Job(UUID material, UUID file, String mediaType, long size) {}

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void extractWaiting() {
        for (Job job = next(); job != null; job = next()) {
            extract(job);
        }
    }

    private @Nullable Job next() {
        return QuarkusTransaction.requiringNew().call(() -> texts.next()
                .map(material -> {
                    StoredFile file = material.file();
                    return file == null ? null : new Job(material.id(), file.id(), file.mediaType(), file.size());
                })
                .orElse(null));
    }

    private void extract(Job job) {
        String text = "";
        try {
            text = read(job);
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            LOG.infof("No text in file %s: %s", job.file(), broken.getClass().getSimpleName());
        }
        String found = text;
        QuarkusTransaction.requiringNew().run(() -> texts.extracted(job.material(), found));
    }

    private String read(Job job) throws IOException {
        Path copy = Files.createTempFile("zhixing-", ".text");
        try {
            try (OutputStream out = Files.newOutputStream(copy)) {
                files.copyPlain(job.file(), job.size(), out);
            }
            return FileText.of(copy, job.mediaType());
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
