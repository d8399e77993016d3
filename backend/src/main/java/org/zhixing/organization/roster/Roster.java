package org.zhixing.organization.roster;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.organization.IdNumber;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.organization.Organization;
import org.zhixing.organization.RosterChanged.Move;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.time.Times;

/**
 * Takes a roster's rows in, some hundred at a time, and says what became of each. A dry run decides the same and writes
 * no member. A row finds its member by ID number, else by name within the branch: that is what makes it repeatable.
 */
@Dependent
class Roster {
    static final Set<Role> ROLES = Set.of(Role.OFFICE, Role.SECRETARY, Role.CLIENT);
    private static final int SOME = 500;

    @Inject
    RosterImports imports;

    @Inject
    Members members;

    @Inject
    Scope scope;

    @Inject
    Keyring keys;

    @Inject
    Clock clock;

    private final Tally tally = new Tally();
    private final Map<String, Organization> byCode = new HashMap<>();
    private final Map<String, List<Organization>> byName = new HashMap<>();
    private RosterImport job;

    /** A row whose branch and key are known. */
    private record Placed(RosterLine line, Organization branch, byte[] key) {}

    Tally tally() {
        return tally;
    }

    void begin(RosterImport job) {
        this.job = job;
        for (Organization branch : imports.branchesOf(job.organization())) {
            byCode.put(branch.code(), branch);
            byName.computeIfAbsent(branch.name(), name -> new ArrayList<>(1)).add(branch);
        }
    }

    /** Takes some rows in and returns their faults. A row with a fault changes nothing. */
    List<Fault> take(List<RosterLine> lines) {
        List<Fault> faults = new ArrayList<>();
        List<Placed> placed = unrepeated(
                lines.stream()
                        .map(line -> place(line, faults))
                        .filter(p -> p != null)
                        .toList(),
                faults);
        Map<IdNumber, Member> numbered = members.numbered(placed.stream()
                .map(p -> p.line().idNumber())
                .filter(number -> number != null)
                .toList());
        Map<String, List<Member>> called = members
                .called(
                        placed.stream().map(p -> p.line().name()).collect(Collectors.toSet()),
                        placed.stream().map(p -> p.branch().id()).collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.groupingBy(m -> m.branch().id() + m.name()));
        Set<UUID> reached = scope.reached(
                numbered.values().stream().map(m -> m.branch().id()).collect(Collectors.toSet()), ROLES);
        List<Move> moves = new ArrayList<>();
        List<UUID> present = new ArrayList<>();
        for (Placed row : placed) {
            List<Member> namesakes =
                    called.getOrDefault(row.branch().id() + row.line().name(), List.of());
            IdNumber number = row.line().idNumber();
            Member known = number == null ? null : numbered.get(number);
            if (known != null && !reached.contains(known.branch().id())) {
                faults.add(number(row.line(), "import/elsewhere"));
                continue;
            }
            if (known == null) {
                List<Member> possible = number == null
                        ? namesakes
                        : namesakes.stream().filter(m -> !m.identified()).toList();
                if (possible.size() > 1) {
                    faults.add(Fault.at(
                            row.line().row(), RosterColumn.NAME, row.line().name(), "import/namesakes"));
                    continue;
                }
                known = possible.isEmpty() ? null : possible.getFirst();
            }
            Member result = known == null ? create(row, moves) : change(known, row, moves);
            if (result != null) {
                present.add(result.id());
            }
        }
        if (job.deactivateMissing()) {
            imports.note(job.id(), present);
        }
        tally.failed += (int) faults.stream().map(Fault::row).distinct().count();
        members.announce(moves);
        return faults;
    }

    /** Lets those go whom the file does not have, unless they are too many. */
    void releaseMissing(int maxPercent) {
        long roster = imports.rosterSize(job.organization());
        long most = roster * maxPercent / 100;
        List<UUID> missing = imports.missing(job.id(), job.organization(), most);
        if (missing.size() > most) {
            throw Refused.conflict("import/too-many-missing", maxPercent, roster);
        }
        if (tally.failed > 0 && !missing.isEmpty() && !job.dryRun()) {
            throw Refused.conflict("import/faults-and-missing", tally.failed);
        }
        tally.deactivated = missing.size();
        if (!job.dryRun()) {
            LocalDate today = Times.today(clock);
            for (int i = 0; i < missing.size(); i += SOME) {
                List<Move> moves = new ArrayList<>();
                for (Member member : members.byId(missing.subList(i, Math.min(missing.size(), i + SOME)))
                        .values()) {
                    moves.add(members.release(member, today));
                }
                members.announce(moves);
            }
        }
    }

    private @Nullable Placed place(RosterLine line, List<Fault> faults) {
        if (!line.faults().isEmpty()) {
            faults.addAll(line.faults());
            return null;
        }
        Organization branch = branch(line, faults);
        if (branch == null) {
            return null;
        }
        IdNumber number = line.idNumber();
        byte[] key = number != null
                ? Member.hash(number, keys)
                : keys.seal("roster.name", (branch.id() + "\n" + line.name()).getBytes(StandardCharsets.UTF_8));
        return new Placed(line, branch, key);
    }

    private @Nullable Organization branch(RosterLine line, List<Fault> faults) {
        if (line.branch() == null) {
            return job.organization();
        }
        Organization coded = byCode.get(line.branch());
        if (coded != null) {
            return coded;
        }
        List<Organization> named = byName.getOrDefault(line.branch(), List.of());
        if (named.size() == 1) {
            return named.getFirst();
        }
        faults.add(
                named.isEmpty()
                        ? Fault.at(
                                line.row(),
                                RosterColumn.BRANCH,
                                line.branch(),
                                "import/branch-unknown",
                                job.organization().name())
                        : Fault.at(
                                line.row(),
                                RosterColumn.BRANCH,
                                line.branch(),
                                "import/branch-ambiguous",
                                named.stream().map(Organization::code).limit(5).collect(Collectors.joining("、"))));
        return null;
    }

    /** Leaves out the rows whose person an earlier row of the file has. */
    private List<Placed> unrepeated(List<Placed> rows, List<Fault> faults) {
        Map<ByteBuffer, Integer> first = new LinkedHashMap<>();
        rows.forEach(
                row -> first.putIfAbsent(ByteBuffer.wrap(row.key()), row.line().row()));
        Map<ByteBuffer, Integer> earlier = imports.repeated(job.id(), first);
        first.putAll(earlier);
        List<Placed> kept = new ArrayList<>();
        for (Placed row : rows) {
            int before = first.get(ByteBuffer.wrap(row.key()));
            if (before == row.line().row()) {
                kept.add(row);
            } else if (row.line().idNumber() != null) {
                faults.add(number(row.line(), "import/number-twice", before));
            } else {
                faults.add(
                        Fault.at(row.line().row(), RosterColumn.NAME, row.line().name(), "import/name-twice", before));
            }
        }
        return kept;
    }

    private static Fault number(RosterLine line, String code, Object... arguments) {
        return Fault.at(line.row(), RosterColumn.ID_NUMBER, line.idNumber().value(), code, arguments);
    }

    private @Nullable Member create(Placed row, List<Move> moves) {
        tally.created++;
        if (job.dryRun()) {
            return null;
        }
        Member member =
                new Member(row.branch(), row.line().over(null), row.line().idNumber(), keys);
        moves.add(members.admit(member, job.memberSince()));
        return member;
    }

    private Member change(Member member, Placed row, List<Move> moves) {
        Member.Editable before = member.editable(keys);
        Member.Editable after = row.line().over(before);
        boolean elsewhere =
                !member.isActive() || !member.branch().id().equals(row.branch().id());
        boolean gainsNumber = row.line().idNumber() != null && !member.identified();
        boolean differs = gainsNumber || !after.equals(before);
        if (elsewhere) {
            tally.transferred++;
        } else if (differs) {
            tally.updated++;
        } else {
            tally.unchanged++;
        }
        if (job.dryRun() || !(elsewhere || differs)) {
            return member;
        }
        if (gainsNumber) {
            member.identify(row.line().idNumber(), keys);
        }
        member.edit(after, keys);
        if (!member.isActive()) {
            moves.add(members.readmit(member, row.branch(), Times.today(clock)));
        } else if (elsewhere) {
            moves.add(members.move(member, row.branch(), Times.today(clock), null));
        }
        return member;
    }
}
