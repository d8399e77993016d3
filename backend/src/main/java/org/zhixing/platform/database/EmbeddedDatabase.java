package org.zhixing.platform.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL server of our own on a folder, for machines that have none: real server binaries, as durable as a server
 * ({@code fsync} and {@code synchronous_commit} are on, which the library turns off by default).
 *
 * <p>One process has the folder at a time, held by a file lock that ends with the process however it ends. A server that
 * outlived its process (kill -9) is stopped and replaced; PostgreSQL recovers its data at the next start.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Duration STOPPING = Duration.ofSeconds(30);

    private final RandomAccessFile lockFile;
    private final EmbeddedPostgres server;

    private EmbeddedDatabase(RandomAccessFile lockFile, EmbeddedPostgres server) {
        this.lockFile = lockFile;
        this.server = server;
    }

    /** The folder belongs to another running process. */
    public static final class FolderInUse extends RuntimeException {
        FolderInUse(Path folder, String owner) {
            super("数据目录 " + folder + " 正被进程 " + owner + " 使用，请先停止它，或用 DATA_DIR 指定另一个目录。\n"
                    + "The data folder " + folder + " is in use by process " + owner
                    + "; stop it, or name another folder in DATA_DIR.");
        }
    }

    /**
     * @param folder is made if absent; the data stand in {@code postgres} below it
     * @throws FolderInUse if another process has the folder
     */
    public static EmbeddedDatabase start(Path folder) throws IOException {
        Files.createDirectories(folder);
        RandomAccessFile lockFile = lock(folder);
        try {
            Path data = folder.resolve("postgres");
            stopOrphan(data);
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(folder.resolve("server").toFile())
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "100")
                    .setPGStartupWait(Duration.ofMinutes(2))
                    .setRegisterShutdownHook(false)
                    .start();
            return new EmbeddedDatabase(lockFile, server);
        } catch (IOException | RuntimeException failed) {
            lockFile.close();
            throw failed;
        }
    }

    /** The address of the database that another process runs on the folder: its port stands in the fourth line of the pid file. */
    public static String runningIn(Path folder) throws IOException {
        List<String> facts = Files.readAllLines(folder.resolve("postgres").resolve("postmaster.pid"));
        return "jdbc:postgresql://127.0.0.1:" + facts.get(3).strip() + "/postgres";
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    public String user() {
        return "postgres";
    }

    @Override
    public void close() throws IOException {
        try {
            server.close();
        } finally {
            lockFile.close();
        }
    }

    private static RandomAccessFile lock(Path folder) throws IOException {
        RandomAccessFile file =
                new RandomAccessFile(folder.resolve("owner.lock").toFile(), "rw");
        FileLock lock = null;
        try {
            lock = file.getChannel().tryLock(Long.MAX_VALUE - 1, 1, false);
        } catch (java.nio.channels.OverlappingFileLockException sameProcess) {
            // Held by this very process: as refused as any other.
        }
        if (lock == null) {
            byte[] owner = new byte[(int) Math.min(file.length(), 32)];
            file.readFully(owner);
            file.close();
            throw new FolderInUse(
                    folder.toAbsolutePath().normalize(), new String(owner, StandardCharsets.US_ASCII).strip());
        }
        file.setLength(0);
        file.write(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII));
        return file;
    }

    /** Stops a server that is left on the data, first asking (fast shutdown), then by force; the lock proves that nobody needs it. */
    private static void stopOrphan(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> orphan = Files.readAllLines(pidFile).stream()
                .findFirst()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                .filter(process -> process.info()
                        .command()
                        .map(c -> c.contains("postgres"))
                        .orElse(false));
        if (orphan.isPresent()) {
            new ProcessBuilder("kill", "-INT", Long.toString(orphan.get().pid()))
                    .inheritIO()
                    .start();
            if (!ended(orphan.get())) {
                orphan.get().destroyForcibly();
                ended(orphan.get());
            }
        }
        Files.deleteIfExists(pidFile);
    }

    private static boolean ended(ProcessHandle process) {
        try {
            process.onExit().get(STOPPING.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException stillRunning) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
