"""Minimisers of focal risks, by mpmath: python posterior.py > posterior.csv

Binary rows have the prior of the positive and the probability that minimises the risk; a row of three
classes has three of each, joined by blanks. The root of the derivative is found by bisection or by
Newton's method on the logits; the formula of the posterior is used nowhere.
"""
import mpmath as mp

mp.mp.dps = 40


def loss(p, gamma):
    return -((1 - p) ** gamma) * mp.log(p)


def binary(eta, gamma, alpha):
    def slope(z):
        def risk(z):
            p, q = 1 / (1 + mp.exp(-z)), 1 / (1 + mp.exp(z))
            return eta * alpha * loss(p, gamma) + (1 - eta) * (1 - alpha) * loss(q, gamma)
        return mp.diff(risk, z)
    low, high = mp.mpf(-12), mp.mpf(12)
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) < 0 else (low, middle)
    return 1 / (1 + mp.exp(-low))


def softmax(etas, gamma):
    def shares(a, b):
        powers = [mp.exp(a), mp.exp(b), mp.mpf(1)]
        return [x / sum(powers) for x in powers]

    def risk(a, b):
        return sum(eta * loss(p, gamma) for eta, p in zip(etas, shares(a, b)))
    start = [mp.log(e / etas[2]) / (1 + gamma / 2) for e in etas[:2]]
    root = mp.findroot(
        lambda a, b: [mp.diff(risk, (a, b), (1, 0)), mp.diff(risk, (a, b), (0, 1))], start, tol=1e-30)
    return shares(root[0], root[1])


print("gamma,alpha,prior,minimiser")
for gamma in (mp.mpf("0.5"), 1, 2, 3, 5):
    for alpha in ("none", "0.25"):
        for eta in ("0.01", "0.1", "0.3", "0.5", "0.8", "0.95", "0.99"):
            weight = mp.mpf("0.5") if alpha == "none" else mp.mpf(alpha)
            p = binary(mp.mpf(eta), gamma, weight)
            print(f"{mp.nstr(mp.mpf(gamma), 3)},{alpha},{eta},{mp.nstr(p, 20)}")
    for etas in ("0.2 0.3 0.5", "0.05 0.15 0.8"):
        ps = softmax([mp.mpf(e) for e in etas.split()], gamma)
        print(f"{mp.nstr(mp.mpf(gamma), 3)},none,{etas},{' '.join(mp.nstr(p, 20) for p in ps)}")
