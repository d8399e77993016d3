package org.zhixing.organization.roster;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Scope;
import org.zhixing.organization.IdNumber;
import org.zhixing.organization.Organization;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Every query for roster imports: those that callers see, scope first, and those of the job that runs them. */
@ApplicationScoped
class RosterImports implements PanacheRepositoryBase<RosterImport, UUID> {
    static final Order<RosterImport> NEWEST = Order.descending(
            "-createdAt", "i.createdAt", Instant.class, RosterImport::createdAt, "i.id", RosterImport::id);
    static final Order<RosterImportFault> BY_ROW =
            Order.ascending("row", "f.sequence", Integer.class, RosterImportFault::sequence);
    /** A running job that has said nothing for this long has died with its process; another takes it over. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final int SHOWN = 80;

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    Clock clock;

    Listing<RosterImport> withinScope() {
        return listings.of(RosterImport.class, "RosterImport i join fetch i.organization")
                .where(scope.over("i.organization.id"));
    }

    RosterImport get(UUID id) {
        return withinScope().where("i.id = :id", "id", id).one();
    }

    /** The caller's scope over the import has been checked. */
    Listing<RosterImportFault> faults(UUID job) {
        return listings.of(RosterImportFault.class, "RosterImportFault f").where("f.importId = :job", "job", job);
    }

    List<RosterImportFault> faultsBetween(UUID job, int first, int last) {
        return getEntityManager()
                .createQuery(
                        "from RosterImportFault f where f.importId = :job and f.rowNumber between :first and :last order by f.sequence",
                        RosterImportFault.class)
                .setParameter("job", job)
                .setParameter("first", first)
                .setParameter("last", last)
                .getResultList();
    }

    /** The next job to do, locked against the other replicas. */
    Optional<RosterImport> next() {
        return getEntityManager()
                .createNativeQuery("""
                        select * from roster_import
                        where state = 'QUEUED' or (state = 'RUNNING' and seen_alive_at < :silent)
                        order by created_at limit 1 for update skip locked""", RosterImport.class)
                .setParameter("silent", clock.instant().minus(SILENCE))
                .getResultStream()
                .map(RosterImport.class::cast)
                .findFirst();
    }

    /** Forgets the faults that an earlier attempt found. */
    void clear(UUID job) {
        getEntityManager()
                .createQuery("delete from RosterImportFault f where f.importId = :job")
                .setParameter("job", job)
                .executeUpdate();
    }

    /** Forgets whom the job has seen, before its transaction ends. */
    void forgetSeen(UUID job) {
        for (String table : List.of("roster_import_seen", "roster_import_member")) {
            getEntityManager()
                    .createNativeQuery("delete from " + table + " where import_id = :job")
                    .setParameter("job", job)
                    .executeUpdate();
        }
    }

    void add(UUID job, int sequence, Collection<Fault> faults, RosterFile.Heading heading) {
        getEntityManager().unwrap(Session.class).doWork(connection -> {
            try (var insert = connection.prepareStatement("""
                    insert into roster_import_fault (import_id, sequence, row_number, column_name, header, value, code, arguments)
                    values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
                int next = sequence;
                for (Fault fault : faults) {
                    insert.setObject(1, job);
                    insert.setInt(2, next++);
                    insert.setInt(3, fault.row());
                    insert.setString(
                            4, fault.column() == null ? null : fault.column().name());
                    insert.setString(5, cut(heading(fault, heading), 60));
                    insert.setString(6, shown(fault));
                    insert.setString(7, fault.code());
                    insert.setArray(
                            8,
                            connection.createArrayOf("text", fault.arguments().toArray()));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
    }

    private static @Nullable String heading(Fault fault, RosterFile.Heading heading) {
        if (fault.column() == null) {
            return null;
        }
        Integer index = heading.columns().get(fault.column());
        return index == null ? fault.column().heading() : heading.texts().get(index);
    }

    private static @Nullable String shown(Fault fault) {
        String value = fault.value();
        return value == null
                ? null
                : fault.column() != null && fault.column().isProtected()
                        ? IdNumber.mask(cut(value, 40))
                        : cut(value, SHOWN);
    }

    private static @Nullable String cut(@Nullable String text, int most) {
        return text == null || text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    /**
     * Notes the keys of some rows and returns those that another row has, with that row. One statement that leans on the
     * primary key alone: a look-up first would be planned for the small table this was when the job began.
     */
    Map<ByteBuffer, Integer> repeated(UUID job, Map<ByteBuffer, Integer> rowOfKey) {
        Map<ByteBuffer, Integer> repeated = new HashMap<>();
        getEntityManager().unwrap(Session.class).doWork(connection -> {
            Set<Integer> added = new HashSet<>();
            try (var insert = connection.prepareStatement("""
                    insert into roster_import_seen (import_id, natural_key, row_number)
                    select ?, key, row from unnest(?, ?) as file(key, row)
                    on conflict do nothing returning row_number""")) {
                insert.setObject(1, job);
                insert.setArray(
                        2,
                        connection.createArrayOf(
                                "bytea",
                                rowOfKey.keySet().stream()
                                        .map(ByteBuffer::array)
                                        .toArray(byte[][]::new)));
                insert.setArray(
                        3, connection.createArrayOf("integer", rowOfKey.values().toArray()));
                try (var rows = insert.executeQuery()) {
                    while (rows.next()) {
                        added.add(rows.getInt(1));
                    }
                }
            }
            try (var first = connection.prepareStatement(
                    "select row_number from roster_import_seen where import_id = ? and natural_key = ?")) {
                for (Map.Entry<ByteBuffer, Integer> one : rowOfKey.entrySet()) {
                    if (!added.contains(one.getValue())) {
                        first.setObject(1, job);
                        first.setBytes(2, one.getKey().array());
                        try (var row = first.executeQuery()) {
                            row.next();
                            repeated.put(one.getKey(), row.getInt(1));
                        }
                    }
                }
            }
        });
        return repeated;
    }

    /** Notes who is in the file. */
    void note(UUID job, Collection<UUID> members) {
        getEntityManager().unwrap(Session.class).doWork(connection -> {
            try (var insert = connection.prepareStatement(
                    "insert into roster_import_member (import_id, member_id) select ?, unnest(?) on conflict do nothing")) {
                insert.setObject(1, job);
                insert.setArray(2, connection.createArrayOf("uuid", members.toArray()));
                insert.executeUpdate();
            }
        });
    }

    /** How many active members the organisation and all below it have. */
    long rosterSize(Organization organization) {
        return getEntityManager()
                .createQuery(
                        "select count(*) from Member m where m.state = ACTIVE and m.branch.path >= :from and m.branch.path < :to",
                        Long.class)
                .setParameter("from", organization.path())
                .setParameter("to", organization.pathEnd())
                .getSingleResult();
    }

    /** The active members of the organisation whom the file does not have, at most this many and one. */
    List<UUID> missing(UUID job, Organization organization, long most) {
        return getEntityManager()
                .createNativeQuery("""
                        select m.id from member m join organization b on b.id = m.branch_id
                        where m.state = 'ACTIVE' and b.path >= :from and b.path < :to
                          and not exists (select 1 from roster_import_member s where s.import_id = :job and s.member_id = m.id)
                        order by m.id limit :most""", UUID.class)
                .setParameter("from", organization.path())
                .setParameter("to", organization.pathEnd())
                .setParameter("job", job)
                .setParameter("most", most + 1)
                .getResultList();
    }

    /** The branches of the organisation that the caller reaches, by code and by name. */
    List<Organization> branchesOf(Organization organization) {
        return listings.of(Organization.class, "Organization o")
                .where(scope.over("o.id"))
                .where("o.kind = BRANCH and o.closedOn is null")
                .where("o.path >= :from", "from", organization.path())
                .where("o.path < :to", "to", organization.pathEnd())
                .first(
                        50_000,
                        Order.ascending("code", "o.code", String.class, Organization::code, "o.id", Organization::id));
    }

    /** Uploads older than this; the figures and the faults stay. */
    List<RosterImport> withFileBefore(Instant when) {
        return list("fileId is not null and createdAt < ?1 and state in (DONE, HALTED, FAILED)", when);
    }
}
