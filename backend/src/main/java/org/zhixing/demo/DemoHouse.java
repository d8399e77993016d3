package org.zhixing.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Account;
import org.zhixing.identity.Accounts;
import org.zhixing.identity.Role;
import org.zhixing.organization.IdNumber;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.time.Times;

/** The demo's tree, roster and accounts; the same on every machine. What they did is {@link DemoLife}. */
@ApplicationScoped
class DemoHouse {
    private static final long SEED = 20_050_701L;

    @Inject
    Organizations organizations;

    @Inject
    Members members;

    @Inject
    Accounts accounts;

    @Inject
    DemoLife life;

    @Inject
    Clock clock;

    /** What is said and found in the demo, from {@code seeds/demo/texts.yaml}. */
    record Texts(
            String surnames,
            List<String> names,
            List<String> sessions,
            List<String> places,
            String minutes,
            List<String> leaves,
            List<String> contributions,
            List<String> replies,
            List<Problem> problems,
            List<Found> findings,
            List<Found> personalFindings,
            List<Written> reflections,
            List<Written> notes,
            List<Reading> materials,
            List<Said> opinions) {}

    /** What somebody says in answer to the demo's call for opinions, and what becomes of it. */
    record Said(
            String source,
            @Nullable String dimension,
            String text,
            @Nullable String group,
            @Nullable String setAside) {}

    /** A note or reflection of the demo. */
    record Written(String title, String text) {}

    /** A text or an address to study, and its place in the reading list. */
    record Reading(
            String title,
            @Nullable String author,
            @Nullable String source,
            boolean setText,
            @Nullable String text,
            @Nullable String url,
            String phase,
            boolean required,
            @Nullable List<String> categories) {}

    /** What was found in the demo, on a branch or on a person. */
    record Found(
            String text,
            String dimension,
            String nature,
            @Nullable String origin,
            @Nullable String note) {}

    /** A problem of the demo with its measures. */
    record Problem(String problem, String dimension, String nature, String kind, List<String> measures) {}

    void build() {
        Texts texts = texts();
        Random random = new Random(SEED);
        LocalDate today = Times.today(clock);
        Map<String, Organization> byCode = new HashMap<>();
        Map<String, UUID> first = new HashMap<>();
        Map<String, UUID> second = new HashMap<>();
        Map<String, Double> diligence = new HashMap<>();
        for (String[] row : csv("organizations.csv")) {
            Organization parent = row[1].isEmpty() ? null : byCode.get(row[1]);
            Organization organization = organizations.found(
                    parent,
                    Organization.Kind.valueOf(row[2]),
                    row[0],
                    new Organization.Editable(row[3], row[4].isEmpty() ? null : row[4], LocalDate.of(1998, 7, 1)));
            organizations.flush();
            byCode.put(row[0], organization);
            diligence.put(row[0], Double.valueOf(row[6]));
            for (int i = 0; i < Integer.parseInt(row[5]); i++) {
                UUID member = member(organization, i, texts, random, today).id();
                if (i == 0) {
                    first.put(row[0], member);
                } else if (i == 1) {
                    second.put(row[0], member);
                }
            }
            members.flush();
        }
        Map<String, String> passwords = new HashMap<>();
        Map<String, Integer> named = new HashMap<>();
        for (String[] row : csv("accounts.csv")) {
            Role role = Role.valueOf(row[2]);
            Organization at = byCode.get(row[3]);
            UUID member =
                    switch (role) {
                        case SECRETARY -> first.get(row[3]);
                        case RECORDER -> second.get(row[3]);
                        case MEMBER ->
                            members.roster(at.id())
                                    .reversed()
                                    .get(named.merge(row[3], 1, Integer::sum) - 1)
                                    .id();
                        default -> null;
                    };
            Account account = accounts.open(row[0], shown(role, member), row[1], at.id(), member);
            accounts.flush();
            accounts.grant(account, role, at.id(), null, null, null);
            passwords.put(row[0], row[1]);
        }
        accounts.flush();
        LocalDate monday =
                today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(3);
        life.startLater(texts, diligence, passwords, monday);
    }

    private String shown(Role role, UUID member) {
        return switch (role) {
            case OFFICE -> "工委办公室";
            case ADMIN -> "系统管理员";
            case AUDITOR -> "审计员";
            case SUPERVISOR -> "督导组";
            case LEADER -> "联系点领导";
            default -> members.findById(member).name();
        };
    }

    private Member member(Organization branch, int index, Texts texts, Random random, LocalDate today) {
        String surname =
                texts.surnames().substring(random.nextInt(texts.surnames().length()));
        String name = surname.substring(0, surname.offsetByCodePoints(0, 1))
                + texts.names().get(random.nextInt(texts.names().size()));
        LocalDate born = LocalDate.of(1948 + random.nextInt(38), 1 + random.nextInt(12), 1 + random.nextInt(28));
        LocalDate joined = born.plusYears(22 + random.nextInt(12));
        boolean probationary = random.nextInt(25) == 0;
        Member.Category category = index == 0
                ? Member.Category.LEADING_CADRE
                : index < 4 ? Member.Category.CADRE : Member.Category.ORDINARY;
        String post =
                switch (index) {
                    case 0 -> "支部书记";
                    case 1 -> "记录员";
                    case 2 -> "组织委员";
                    case 3 -> "宣传委员";
                    default -> null;
                };
        return members.join(
                branch,
                new Member.Editable(
                        name,
                        "1990000" + "%04d".formatted(random.nextInt(10_000)),
                        category,
                        probationary ? Member.Stage.PROBATIONARY : Member.Stage.FULL,
                        index > 6 && random.nextInt(12) == 0,
                        post,
                        probationary || joined.isAfter(today) ? today.minusMonths(6) : joined),
                number(born, random),
                today.minusYears(1));
    }

    /** A number of a region that does not exist, with the right check character. */
    private static IdNumber number(LocalDate born, Random random) {
        String start = "990000%d%02d%02d%03d"
                .formatted(born.getYear(), born.getMonthValue(), born.getDayOfMonth(), random.nextInt(1000));
        for (char check : "0123456789X".toCharArray()) {
            var number = IdNumber.of(start + check);
            if (number.isPresent()) {
                return number.get();
            }
        }
        throw new IllegalStateException(start);
    }

    private static Texts texts() {
        try (InputStream in = open("texts.yaml")) {
            ObjectMapper yaml = new YAMLMapper();
            return yaml.readValue(in, Texts.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String[]> csv(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(DemoHouse.class.getResourceAsStream("/seeds/demo/" + name), name);
    }
}
