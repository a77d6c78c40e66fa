import { describe, expect, it } from 'vitest';
import { leaveRoom, takeRoom } from './spare-room';

const MIB = 1024 * 1024;

describe('spare room', () => {
  it('is taken again by whoever needs about as much', () => {
    const room = takeRoom(3 * MIB);
    leaveRoom(room);
    const next = takeRoom(2 * MIB);
    expect(next.buffer).toBe(room.buffer);
    expect(next.length).toBe(2 * MIB);
  });

  it('is not shared before it is left, nor left twice', () => {
    const room = takeRoom(5 * MIB);
    expect(takeRoom(5 * MIB).buffer).not.toBe(room.buffer);
    leaveRoom(room);
    leaveRoom(room);
    expect(takeRoom(5 * MIB).buffer).toBe(room.buffer);
    expect(takeRoom(5 * MIB).buffer).not.toBe(room.buffer);
  });

  it('is not given to much smaller or larger pictures', () => {
    const room = takeRoom(40 * MIB);
    leaveRoom(room);
    expect(takeRoom(9 * MIB).buffer).not.toBe(room.buffer);
    expect(takeRoom(41 * MIB).buffer).not.toBe(room.buffer);
  });

  it('never comes of memory that belongs to somebody else', () => {
    const foreign = new Uint8Array(MIB);
    leaveRoom(foreign);
    expect(takeRoom(MIB).buffer).not.toBe(foreign.buffer);
  });
});
