/* How far the losses of every sample are from the truth, in ulp of the truth: at random arguments, and then around the worst of them.
 *
 *   accuracy PROGRAM TASK INPUT CLASSES GAMMA RULE COUNT SEED
 *
 * TASK     binary, multiclass, one-vs-all, multilabel
 * INPUT    logits, probabilities, log-probabilities
 * CLASSES  the predictions of a sample
 * RULE     hard, or clip:E, add:E, add-all:E, floor:E, clip-ce:E, clip-add:E, log-floor:E, or a soft-target rule of binary targets
 * COUNT    samples of a round; there are three rounds around the worst after the first
 *
 * Writes a line: the worst, the 99th percentile and the median, how many samples, and the worst sample.
 * The reference is in 113 bits (libquadmath), from the formulas of the truth, not of the program. */
#include <math.h>
#include <quadmath.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef __float128 Quad;
enum { MOST_CLASSES = 1000, WORST = 64, BINS = 400000 };

typedef struct {
    double label;
    double predictions[MOST_CLASSES];
} Sample;

static const char *task, *input, *rule;
static int classes;
static double gammaValue, epsilon;
static uint64_t state;

/* Steele, Lea and Flood's SplitMix64. */
static uint64_t next(void) {
    uint64_t bits = state += 0x9e3779b97f4a7c15;
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
    return bits ^ (bits >> 31);
}

static double uniform(double lower, double upper) {
    return lower + (upper - lower) * ((double)(next() >> 11) * 0x1p-53);
}

static double normal(void) {
    double sum = -6;
    for (int i = 0; i < 12; i++) sum += uniform(0, 1);
    return sum;
}

static int isTask(const char *name) { return !strcmp(task, name); }
static int isLogit(void) { return !strcmp(input, "logits"); }
static int isRule(const char *name) { return !strcmp(rule, name); }

/* A prediction of every size, with most where most data is. */
static double prediction(int kind) {
    if (isLogit()) {
        switch (kind) {
        case 0: return 3 * normal();
        case 1: return uniform(-40, 40);
        case 2: return uniform(-1, 1) * exp(uniform(-30, 0));
        default: return uniform(-745, 745);
        }
    }
    double p;
    switch (kind) {
    case 0: p = uniform(0, 1); break;
    case 1: p = exp(uniform(-40, 0)); break;
    case 2: p = 1 - exp(uniform(-36, 0)); break;
    default: p = exp(uniform(-600, 0));
    }
    if (!strcmp(input, "log-probabilities")) p = kind == 1 ? -exp(uniform(-37, 3)) : log(p);
    return p;
}

static void draw(Sample *sample) {
    int kind = next() % 4;
    int isSoft = strchr("mepldt", rule[0]) && !strchr(rule, ':') && !isRule("hard");
    int isOfClass = isTask("multiclass") || isTask("one-vs-all");
    sample->label = isOfClass ? next() % classes : isSoft ? uniform(0, 1) : next() % 2;
    double common = uniform(-5, 5), scale = kind == 2 ? exp(uniform(-30, 0)) : 3;
    for (int j = 0; j < classes; j++) {
        if (classes > 1 && isLogit() && kind == 2) sample->predictions[j] = common + scale * normal();
        else if (classes > 1 && isLogit() && kind == 3) sample->predictions[j] = normal();
        else sample->predictions[j] = prediction(kind);
    }
    /* One class that has nearly all. */
    if (classes > 1 && isLogit() && kind == 3) sample->predictions[next() % classes] += uniform(5, 60);
}

/* The label of an element: in multilabel the bits of a number that all of them share. */
static int bit(const Sample *sample, int column) {
    if (isTask("one-vs-all")) return (int)sample->label == column;
    if (classes == 1) return sample->label == 1;
    return (int)(fabs(sample->label) * 7919 + column * 31) % 3 == 0;
}

static void perturb(Sample *sample) {
    int j = next() % classes;
    double x = sample->predictions[j];
    switch (next() % 3) {
    case 0: x = nextafter(x, next() % 2 ? INFINITY : -INFINITY); break;
    case 1: x *= 1 + uniform(-1, 1) * exp(uniform(-36, -3)); break;
    default: x += (x == 0 ? 1e-9 : x) * uniform(-1, 1) * 0x1p-40;
    }
    if (!strcmp(input, "probabilities") && !(x >= 0 && x <= 1)) return;
    if (!strcmp(input, "log-probabilities") && !(x <= 0)) return;
    sample->predictions[j] = x;
}

/* p, q = 1 − p and −ln p of one target. */
typedef struct {
    Quad p, q, ce;
} Target;

static Target ofProbability(Quad p, Quad q) {
    Target target = {p, q, q < 0.25Q ? -log1pq(-q) : -logq(p)};
    return target;
}

static Target ofLogit(Quad s) {
    Quad e = expq(-fabsq(s));
    Target target = {(s >= 0 ? 1 : e) / (1 + e), (s >= 0 ? e : 1) / (1 + e), log1pq(e) + (s < 0 ? -s : 0)};
    return target;
}

static Target element(double x, int isPositive) {
    if (isLogit()) return ofLogit(isPositive ? x : -(Quad)x);
    if (!strcmp(input, "probabilities")) return isPositive ? ofProbability(x, 1 - (Quad)x) : ofProbability(1 - (Quad)x, x);
    Quad p = expq(x), q = -expm1q(x);
    Target target = isPositive ? (Target){p, q, -(Quad)x} : (Target){q, p, x > -0.7 ? -logq(q) : -log1pq(-p)};
    return target;
}

/* The rule for an epsilon, of a target and whether it is the positive side. */
static Target guarded(Target t, int isPositive) {
    Quad e = epsilon, upper = 1 - epsilon /* rounded, as a double */;
    Quad p = isPositive ? t.p : t.q;
    Target held = t;
    int isHeld = p < e || p > upper;
    if (isHeld) {
        Quad at = p < e ? e : upper;
        held = isPositive ? ofProbability(at, 1 - at) : ofProbability(1 - at, at);
    }
    if (!strncmp(rule, "clip:", 5)) return held;
    if (!strncmp(rule, "clip-ce:", 8)) return (Target){t.p, t.q, held.ce};
    if (!strncmp(rule, "add:", 4)) return (Target){t.p, t.q, -log1pq(e - t.q)};
    if (!strncmp(rule, "add-all:", 8)) {
        Quad sign = isPositive ? e : -e;
        if (t.p + sign <= 0) return (Target){t.p, t.q - sign, INFINITY};
        return (Target){t.p, t.q > sign ? t.q - sign : 0, -log1pq(sign - t.q)};
    }
    if (!strncmp(rule, "clip-add:", 9)) return (Target){t.p, t.q, -log1pq(e - held.q)};
    if (!strncmp(rule, "floor:", 6)) return (Target){t.p, t.q < e ? e : t.q, t.p < e ? -logq(e) : t.ce};
    if (!strncmp(rule, "log-floor:", 10)) return (Target){t.p, t.q, t.ce > e ? e : t.ce};
    return t;
}

/* q^γ, from p where that is the smaller and its complement. */
static Quad power(Target t) {
    if (gammaValue == 0) return 1;
    int isComplement = fabsq(t.p + t.q - 1) < 1e-25Q;
    return expq(gammaValue * (isComplement && t.p < 0.25Q ? log1pq(-t.p) : logq(t.q)));
}

static Quad term(Target t) { return t.q == 0 && gammaValue > 0 ? 0 : power(t) * t.ce; }

static Quad softTerm(double x, double label) {
    Quad y = label;
    Target positive = element(x, 1), negative = element(x, 0);
    Quad ce = y * positive.ce + (1 - y) * negative.ce, q = y * positive.q + (1 - y) * negative.q;
    if (isRule("expected")) return y * term(positive) + (1 - y) * term(negative);
    if (isRule("exp-ce")) q = -expm1q(-ce);
    if (isRule("margin")) q = ofLogit((2 * y - 1) * (isLogit() ? (Quad)x : negative.ce - positive.ce)).q;
    if (isRule("distance")) q = fabsq(y * positive.q - (1 - y) * negative.q);
    if (isRule("log-mixture")) ce = q < 0.5Q ? -log1pq(-q) : -logq(y * positive.p + (1 - y) * negative.p);
    if (isRule("positive-factor")) q = positive.q;
    return term((Target){1 - q, q, ce});
}

static Quad truth(const Sample *sample) {
    int isSoft = !isRule("hard") && !strchr(rule, ':');
    if (isSoft) return softTerm(sample->predictions[0], sample->label);
    if (!isTask("multiclass")) {
        Quad sum = 0;
        for (int j = 0; j < classes; j++) sum += term(guarded(element(sample->predictions[j], bit(sample, j)), bit(sample, j)));
        return sum;
    }
    int target = (int)sample->label, largest = 0;
    if (!isLogit()) return term(guarded(element(sample->predictions[target], 1), 1));
    for (int j = 0; j < classes; j++)
        if (sample->predictions[j] > sample->predictions[largest]) largest = j;
    Quad rest = 0, others = 0, maximum = sample->predictions[largest];
    for (int j = 0; j < classes; j++) {
        Quad e = expq(sample->predictions[j] - maximum);
        if (j != largest) rest += e;
        if (j != target) others += e;
    }
    Quad difference = sample->predictions[target] - maximum;
    Target t = {expq(difference) / (1 + rest), others / (1 + rest), log1pq(rest) - difference};
    return term(guarded(t, 1));
}

/* The distance in units of the last place of the truth. */
static double ulps(double ours, Quad truth) {
    double nearest = fabs((double)truth);
    if (isinf(nearest) || isinf(ours)) return ours == (double)truth ? 0 : INFINITY;
    int exponent;
    frexp(nearest, &exponent);
    if ((Quad)ldexp(1, exponent - 1) > fabsq(truth)) exponent--;
    double unit = ldexp(1, exponent - 53 > -1074 && nearest > 0 ? exponent - 53 : -1074);
    return (double)(fabsq(ours - truth) / unit);
}

typedef struct {
    double ulps;
    Sample sample;
} Bad;

static Bad worst[WORST];
static long histogram[BINS + 1], total;

static void keep(double distance, const Sample *sample) {
    total++;
    long bin = distance * 1000 < BINS ? (long)(distance * 1000) : BINS;
    histogram[bin]++;
    int least = 0;
    for (int i = 1; i < WORST; i++)
        if (worst[i].ulps < worst[least].ulps) least = i;
    if (distance > worst[least].ulps) worst[least] = (Bad){distance, *sample};
}

static double percentile(double share) {
    long seen = 0, wanted = (long)(share * total);
    for (long bin = 0; bin <= BINS; bin++)
        if ((seen += histogram[bin]) > wanted) return bin / 1000.0;
    return INFINITY;
}

static void measure(const char *program, Sample *samples, int count) {
    char path[] = "/tmp/accuracyXXXXXX", command[40 * MOST_CLASSES];
    FILE *file = fdopen(mkstemp(path), "w");
    int isMultilabel = isTask("multilabel");
    for (int j = 0; j < (isMultilabel ? classes : 1); j++) fprintf(file, "y%d,", j);
    for (int j = 0; j < classes; j++) fprintf(file, "p%d%c", j, j + 1 < classes ? ',' : '\n');
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < (isMultilabel ? classes : 1); j++)
            fprintf(file, "%.17g,", isMultilabel ? (double)bit(&samples[i], j) : samples[i].label);
        for (int j = 0; j < classes; j++) fprintf(file, "%.17g%c", samples[i].predictions[j], j + 1 < classes ? ',' : '\n');
    }
    fclose(file);
    const char *colon = strchr(rule, ':');
    char options[256] = "--epsilon 0", labels[16 * MOST_CLASSES] = "y0", predictions[16 * MOST_CLASSES] = "p0";
    if (colon) snprintf(options, sizeof options, "--epsilon %s --epsilon-rule %.*s", colon + 1, (int)(colon - rule), rule);
    else if (!isRule("hard")) snprintf(options, sizeof options, "--epsilon 0 --soft-labels %s", rule);
    for (int j = 1; j < classes; j++) {
        if (isMultilabel) sprintf(labels + strlen(labels), ",y%d", j);
        sprintf(predictions + strlen(predictions), ",p%d", j);
    }
    snprintf(command, sizeof command,
        "'%s' --task %s --%s --label %s --prediction %s --alpha none --gamma %.17g %s --per-sample -f csv %s | sed 's/.*,//'", program,
        task, input, labels, predictions, gammaValue, options, path);
    FILE *output = popen(command, "r");
    static char line[40 * MOST_CLASSES];
    if (!fgets(line, sizeof line, output)) { fprintf(stderr, "no output of %s\n", command); exit(1); }
    int i = 0;
    for (; i < count && fgets(line, sizeof line, output); i++) keep(ulps(strtod(line, NULL), truth(&samples[i])), &samples[i]);
    if (pclose(output) || i < count) { fprintf(stderr, "%d of %d rows of %s\n", i, count, command); exit(1); }
    unlink(path);
}

int main(int argumentCount, char **arguments) {
    if (argumentCount != 9) return 64;
    task = arguments[2], input = arguments[3], classes = atoi(arguments[4]), gammaValue = atof(arguments[5]), rule = arguments[6];
    if (strchr(rule, ':')) epsilon = atof(strchr(rule, ':') + 1);
    int count = atoi(arguments[7]);
    state = strtoull(arguments[8], NULL, 10);
    for (int i = 0; i < WORST; i++) worst[i].ulps = -1;
    Sample *samples = malloc(sizeof(Sample) * (size_t)count);
    for (int round = 0; round < 4; round++) {
        for (int i = 0; i < count; i++) {
            if (round == 0) { draw(&samples[i]); continue; }
            samples[i] = worst[i % WORST].sample;
            for (uint64_t steps = 1 + next() % 3; steps > 0; steps--) perturb(&samples[i]);
        }
        measure(arguments[1], samples, count);
        if (round == 0) printf("%.2f | %.2f | ", percentile(0.5), percentile(0.99));
    }
    int most = 0;
    for (int i = 1; i < WORST; i++)
        if (worst[i].ulps > worst[most].ulps) most = i;
    printf("%.2f | %ld |", worst[most].ulps, total);
    printf(" %.17g", worst[most].sample.label);
    for (int j = 0; j < classes && j < 4; j++) printf(" %.17g", worst[most].sample.predictions[j]);
    puts("");
    return 0;
}
