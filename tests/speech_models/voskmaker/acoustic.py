"""The acoustic network: a small TDNN trained with frame cross-entropy (torch)."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from .kaldi_io import AffineLayer

# Frame offsets (10 ms units) of each layer; from the second layer on the
# network only needs every third frame.
OFFSETS: tuple[tuple[int, ...], ...] = ((-1, 0, 1), (-1, 0, 1), (-3, 0, 3), (-3, 0, 3), (-3, 0, 3), (-6, 0, 6))
CONTEXT = sum(max(o) for o in OFFSETS)


class Tdnn(nn.Module):  # type: ignore[misc]
    """Works on (batch, frames, dim); splicing plus nn.Linear is much faster
    than Conv1d on a CPU and is what the exported affine layers look like."""

    def __init__(self, input_dim: int, hidden: int, pdfs: int) -> None:
        super().__init__()
        dims = [input_dim] + [hidden] * len(OFFSETS)
        self.affines = nn.ModuleList(nn.Linear(3 * dims[i], hidden) for i in range(len(OFFSETS)))
        self.norms = nn.ModuleList(nn.BatchNorm1d(hidden) for _ in OFFSETS)
        self.output = nn.Linear(hidden, pdfs)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for i, (affine, norm) in enumerate(zip(self.affines, self.norms, strict=True)):
            step = 3 if i == 1 else 1  # the second layer drops to every third frame
            reach = 2 if max(OFFSETS[i]) == 6 else 1
            last = x.shape[1] - 2 * reach
            x = torch.cat([x[:, k * reach : k * reach + last : step] for k in range(3)], dim=2)
            batch, frames, dim = x.shape
            x = torch.relu(norm(affine(x.reshape(batch * frames, dim)))).reshape(batch, frames, -1)
        return self.output(x)


@dataclass
class Example:
    features: np.ndarray  # (frames, dim)
    labels: np.ndarray  # (ceil(frames / 3),)


def _pad(features: np.ndarray, outputs: int) -> np.ndarray:
    """Repeat edge frames as libvosk does, to get exactly `outputs` frames out."""
    need = 3 * (outputs - 1) + 1 + 2 * CONTEXT
    right = need - CONTEXT - len(features)
    return np.pad(features, ((CONTEXT, max(0, right)), (0, 0)), mode="edge")[:need]


def _batches(examples: list[Example], size: int, rng: np.random.Generator) -> list[list[int]]:
    lengths = np.array([len(e.labels) for e in examples]) + rng.uniform(-4, 4, len(examples))
    order = np.argsort(lengths)
    groups = [order[i : i + size].tolist() for i in range(0, len(order), size)]
    rng.shuffle(groups)
    return groups


def train(
    examples: list[Example], pdfs: int, hidden: int, epochs: int, seed: int, threads: int, learning_rate: float = 3e-3
) -> tuple[Tdnn, np.ndarray, np.ndarray]:
    """Returns the network and the feature mean and deviation it expects."""
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    rng = np.random.default_rng(seed)
    frames = np.concatenate([e.features[::7] for e in examples[::3]]).astype(np.float32)
    mean, deviation = frames.mean(0), frames.std(0) + 1e-3
    data = [((e.features.astype(np.float32) - mean) / deviation).astype(np.float16) for e in examples]
    held = set(range(0, len(examples), 40))
    train_set = [i for i in range(len(examples)) if i not in held]
    dim = examples[0].features.shape[1]
    model = Tdnn(dim, hidden, pdfs)
    optimiser = torch.optim.AdamW(model.parameters(), lr=learning_rate, weight_decay=1e-4)
    size = 32
    steps = epochs * ((len(train_set) + size - 1) // size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, learning_rate, total_steps=steps, pct_start=0.15)

    def batch(indices: list[int]) -> tuple[torch.Tensor, torch.Tensor]:
        outputs = max(len(examples[i].labels) for i in indices)
        x = np.stack([_pad(data[i], outputs) for i in indices])
        y = np.full((len(indices), outputs), -100, dtype=np.int64)
        for row, i in enumerate(indices):
            y[row, : len(examples[i].labels)] = examples[i].labels
        return torch.from_numpy(x.astype(np.float32)), torch.from_numpy(y)

    def score() -> tuple[float, float]:
        model.eval()
        right = total = 0
        loss = 0.0
        with torch.no_grad():
            for i in sorted(held):
                x, y = batch([i])
                logits = model(x)[0]
                loss += float(nn.functional.cross_entropy(logits, y[0], reduction="sum"))
                right += int((logits.argmax(1) == y[0]).sum())
                total += y.numel()
        return loss / total, right / total

    for epoch in range(epochs):
        began, running, count = time.time(), 0.0, 0
        model.train()
        subset = [examples[i] for i in train_set]
        for group in _batches(subset, size, rng):
            x, y = batch([train_set[k] for k in group])
            loss = nn.functional.cross_entropy(model(x).flatten(0, 1), y.flatten())
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            running, count = running + float(loss.detach()), count + 1
        ce, accuracy = score()
        sys.stderr.write(
            f"epoch {epoch + 1}/{epochs}: train CE {running / count:.3f}, held-out CE {ce:.3f}, "
            f"frame accuracy {accuracy:.3f}, {time.time() - began:.0f} s\n"
        )
    model.eval()
    return model, mean, deviation


def to_kaldi(model: Tdnn, mean: np.ndarray, deviation: np.ndarray) -> list[AffineLayer]:
    """Fold input and batch normalisation into plain affine layers."""
    layers = []
    for i, (affine, norm) in enumerate(zip(model.affines, model.norms, strict=True)):
        weight = affine.weight.detach().numpy().astype(np.float64)  # (out, 3 * in)
        bias = affine.bias.detach().numpy().astype(np.float64)
        scale = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).detach().numpy().astype(np.float64)
        bias = (bias - norm.running_mean.detach().numpy()) * scale + norm.bias.detach().numpy()
        weight = weight * scale[:, None]
        if i == 0:
            weight = weight / np.tile(deviation, 3)
            bias = bias - weight @ np.tile(mean, 3)
        layers.append(AffineLayer(OFFSETS[i], weight, bias))
    layers.append(AffineLayer((0,), model.output.weight.detach().numpy(), model.output.bias.detach().numpy()))
    return layers
