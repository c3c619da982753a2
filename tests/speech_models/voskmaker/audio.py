"""Signal processing for training audio: resampling, noise, room, telephone."""

from __future__ import annotations

import numpy as np

MODEL_RATE = 16000
PHONE_RATE = 8000


def _fast_size(n: int) -> int:
    """The next FFT length >= n without large prime factors."""
    best = 1 << max(1, (n - 1).bit_length())
    for odd in (3, 5, 9, 15):
        best = min(best, odd << max(0, ((n + odd - 1) // odd - 1).bit_length()))
    return best


def resample(x: np.ndarray, source: int, target: int) -> np.ndarray:
    """Band-limited (FFT) resampling of a whole short signal."""
    if source == target:
        return x.astype(np.float64)
    g = int(np.gcd(source, target))
    up, down = target // g, source // g
    n = down * _fast_size(len(x) // down + 3)
    spectrum = np.fft.rfft(np.concatenate([x, np.zeros(n - len(x))]))
    m = n // down * up
    out = np.zeros(m // 2 + 1, dtype=complex)
    k = min(len(out), len(spectrum))
    out[:k] = spectrum[:k]
    length = int(np.ceil(len(x) * up / down))
    return np.fft.irfft(out, m)[:length] * (m / n)


def kaldi_upsample_2x(x: np.ndarray) -> np.ndarray:
    """8 -> 16 kHz with the short windowed sinc Kaldi uses inside libvosk."""
    cutoff, zeros = 0.99 * 0.5 * PHONE_RATE, 6
    width = zeros / (2.0 * cutoff)
    half = int(np.floor(width * MODEL_RATE))
    t = np.arange(-half, half + 1) / MODEL_RATE
    window = 0.5 * (1 + np.cos(2 * np.pi * cutoff / zeros * t))
    taps = window * 2 * cutoff * np.sinc(2 * cutoff * t) / PHONE_RATE
    stuffed = np.zeros(2 * len(x))
    stuffed[::2] = x
    return np.convolve(stuffed, taps, mode="same")


def mu_law(x: np.ndarray) -> np.ndarray:
    """G.711-like companding of an int16-scaled signal."""
    y = np.clip(x / 32768.0, -1, 1)
    c = np.sign(y) * np.log1p(255 * np.abs(y)) / np.log(256)
    c = np.round(c * 127) / 127
    return np.asarray(np.sign(c) * (np.power(256.0, np.abs(c)) - 1) / 255 * 32768.0)


def coloured_noise(n: int, rng: np.random.Generator) -> np.ndarray:
    """Unit-power noise with a random spectral slope, sometimes with hum."""
    size = 1 << max(8, int(np.ceil(np.log2(max(n, 2)))))
    freqs = np.fft.rfftfreq(size, 1 / MODEL_RATE)
    slope = rng.choice([0.0, 0.5, 1.0, 1.5])
    shape = 1.0 / np.power(np.maximum(freqs, 50.0), slope)
    spectrum = shape * np.exp(2j * np.pi * rng.random(len(freqs)))
    x = np.fft.irfft(spectrum, size)[:n]
    if rng.random() < 0.25:
        t = np.arange(n) / MODEL_RATE
        base = rng.choice([50.0, 60.0, 100.0, 120.0])
        hum = sum(rng.random() * np.sin(2 * np.pi * base * h * t + rng.random() * 6.28) for h in range(1, 6))
        x = x / (x.std() + 1e-9) + hum
    if rng.random() < 0.3:  # slow level changes, like a fan or passing cars
        knots = rng.uniform(0.2, 1.0, max(2, n // 8000 + 2))
        x = x * np.interp(np.linspace(0, len(knots) - 1, n), np.arange(len(knots)), knots)
    return np.asarray(x / (x.std() + 1e-9))


def room(x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A light synthetic echo: exponentially decaying noise tail."""
    length = int(MODEL_RATE * rng.uniform(0.05, 0.25))
    tail = rng.normal(0, 1, length) * np.exp(-6.9 * np.arange(length) / length)
    tail *= rng.uniform(0.05, 0.35) / np.sqrt(np.sum(tail**2))
    tail[0] += 1.0
    size = _fast_size(len(x) + length)
    return np.fft.irfft(np.fft.rfft(x, size) * np.fft.rfft(tail, size), size)[: len(x)]


def tones(n: int, rng: np.random.Generator) -> np.ndarray:
    """Not speech: hum, beeps, dial-pad pairs or a sweep."""
    t = np.arange(n) / MODEL_RATE
    kind = rng.integers(4)
    x = np.zeros(n)
    if kind == 0:
        base = rng.uniform(45, 125)
        for h in range(1, int(rng.integers(2, 9))):
            x += np.sin(2 * np.pi * base * h * t) * rng.random() / h
    elif kind == 1:
        x = np.sin(2 * np.pi * 10 ** rng.uniform(1.9, 3.6) * t)
    elif kind == 2:
        x = np.sin(2 * np.pi * rng.uniform(600, 1000) * t) + np.sin(2 * np.pi * rng.uniform(1100, 1700) * t)
    else:
        start, end = 10 ** rng.uniform(2, 3.5, 2)
        x = np.sin(2 * np.pi * np.cumsum(np.linspace(start, end, n)) / MODEL_RATE)
    if rng.random() < 0.5:  # on and off
        period = rng.uniform(0.2, 1.2)
        x = x * ((t / period) % 1.0 < rng.uniform(0.3, 0.8))
    return x


def band_limit(x: np.ndarray, low: float, high: float) -> np.ndarray:
    size = _fast_size(len(x))
    spectrum = np.fft.rfft(x, size)
    freqs = np.fft.rfftfreq(size, 1 / MODEL_RATE)
    gain = np.clip((freqs - low) / 80 + 0.5, 0.003, 1) * np.clip((high - freqs) / 150 + 0.5, 0.0, 1)
    return np.fft.irfft(spectrum * gain, size)[: len(x)]


def telephone(x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Through an 8 kHz line and back, by one of the ways a caller may use."""
    narrow = band_limit(x, rng.uniform(150, 350), rng.uniform(3300, 3850))
    narrow = mu_law(np.round(resample(narrow, MODEL_RATE, PHONE_RATE)))
    if rng.random() < 0.5:
        return kaldi_upsample_2x(narrow)  # KaldiRecognizer(model, 8000)
    return np.round(resample(narrow, PHONE_RATE, MODEL_RATE))  # resampled by the caller


def augment(x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Random level, room, noise and channel for an int16-scaled 16 kHz signal."""
    n = len(x)
    if rng.random() < 0.2:
        x = room(x, rng)
    if rng.random() < 0.2:  # microphone colour
        tilt = rng.uniform(-0.6, 0.6)
        x = np.concatenate([x[:1], x[1:] - tilt * x[:-1]])
    peak = np.abs(x).max() if n else 0.0
    if peak > 0:
        x = x * (32768.0 * 10 ** (rng.uniform(-26, -1) / 20) / peak)
    level = x.std() if peak > 0 else 0.0
    kind = rng.random()
    if kind < 0.65:
        snr = rng.uniform(6, 40)
        reference = level if level > 0 else 32768.0 * 10 ** (rng.uniform(-30, -6) / 20)
        x = x + coloured_noise(n, rng) * reference * 10 ** (-snr / 20)
    elif kind < 0.85:
        x = x + rng.normal(0, rng.uniform(0.3, 4.0), n)  # sound-card floor
    if rng.random() < 0.3:
        return telephone(x, rng)
    return np.clip(np.round(x), -32768, 32767)
