package org.zhixing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.zhixing.platform.idempotency.Writes;

/** The walls of the house. */
class ArchitectureTest {
    /** From above to below: imports go down this list only. */
    private static final List<String> FLOORS = List.of(
            "demo",
            "reminder",
            "progress",
            "chain",
            "outcome",
            "rectification",
            "appraisal",
            "discussion",
            "study",
            "campaign",
            "organization",
            "identity",
            "platform");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.zhixing");

    @Test
    void everyPackageStandsOnAFloor() {
        Set<String> packages = HOUSE.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals("org.zhixing"))
                .map(name -> name.split("\\.")[2])
                .collect(Collectors.toSet());
        assertThat(packages)
                .containsExactlyInAnyOrderElementsOf(
                        java.util.stream.Stream.concat(FLOORS.stream(), java.util.stream.Stream.of("audit"))
                                .toList());
    }

    @Test
    void importsGoDownOnly() {
        for (int floor = 1; floor < FLOORS.size(); floor++) {
            String[] above = FLOORS.subList(0, floor).stream()
                    .map(ArchitectureTest::inside)
                    .toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage(inside(FLOORS.get(floor)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above));
        }
    }

    /** The capability itself is one room, and so is each package within it: none leads back to where one came from. */
    @Test
    void theRoomsOfStudyAreFreeOfCycles() {
        check(slices().assignedFrom(new Rooms("study")).should().beFreeOfCycles());
    }

    private record Rooms(String floor) implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String[] name = type.getPackageName().split("\\.");
            return name.length > 2 && name[2].equals(floor)
                    ? SliceIdentifier.of(String.join(".", Arrays.copyOfRange(name, 2, Math.min(name.length, 4))))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "the packages of " + floor;
        }
    }

    @Test
    void theRecordOfWhoDidWhatKnowsThePlatformAlone() {
        String[] others = FLOORS.stream()
                .filter(f -> !f.equals("platform"))
                .map(ArchitectureTest::inside)
                .toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAPackage(inside("audit"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others));
    }

    @Test
    void everyOperationSaysWhoMayCallIt() {
        for (var verb : Arrays.asList(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class)) {
            check(methods()
                    .that()
                    .areAnnotatedWith(verb)
                    .should()
                    .beAnnotatedWith(RolesAllowed.class)
                    .orShould()
                    .beAnnotatedWith(PermitAll.class)
                    .orShould()
                    .beAnnotatedWith(io.quarkus.security.Authenticated.class));
            check(methods()
                    .that()
                    .areAnnotatedWith(verb)
                    .should()
                    .notBePrivate()
                    .andShould()
                    .bePublic());
        }
    }

    @Test
    void everyWriteIsOneTransactionThatCanBeRepeated() {
        for (var verb : Arrays.asList(POST.class, PUT.class, PATCH.class, DELETE.class)) {
            check(methods()
                    .that()
                    .areAnnotatedWith(verb)
                    .and()
                    .areNotDeclaredIn(org.zhixing.identity.SessionResource.class)
                    .and()
                    .areNotDeclaredIn(org.zhixing.identity.client.TokenResource.class)
                    .should()
                    .beAnnotatedWith(Writes.class));
        }
    }

    @Test
    void noEntityLeavesAsJson() {
        check(methods()
                .that()
                .areAnnotatedWith(GET.class)
                .should(new com.tngtech.archunit.lang.ArchCondition<>("not answer an entity") {
                    @Override
                    public void check(
                            com.tngtech.archunit.core.domain.JavaMethod method,
                            com.tngtech.archunit.lang.ConditionEvents events) {
                        boolean entity = method.getReturnType().getAllInvolvedRawTypes().stream()
                                .anyMatch(t -> t.isAnnotatedWith(Entity.class));
                        if (entity) {
                            events.add(com.tngtech.archunit.lang.SimpleConditionEvent.violated(
                                    method, method.getFullName()));
                        }
                    }
                }));
    }

    @Test
    void sqlLivesInRepositoriesNotInResources() {
        check(noClasses()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(EntityManager.class));
    }

    @Test
    void namesSayWhatAThingIs() {
        check(noClasses()
                .should()
                .haveSimpleNameEndingWith("Service")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Dto")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Manager"));
        check(classes().that().areAnnotatedWith(Entity.class).should().haveSimpleNameNotEndingWith("Entity"));
    }

    private static void check(ArchRule rule) {
        rule.check(HOUSE);
    }

    private static String inside(String floor) {
        return "org.zhixing." + floor + "..";
    }
}
