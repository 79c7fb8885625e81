/** The few icons the screens use, drawn from Lucide's path data (ISC). Always decoration: a text stands beside each. */

import {
  ArrowLeft,
  Camera,
  CameraOff,
  Check,
  Clock,
  Copy,
  DoorOpen,
  Keyboard,
  LogOut,
  Mail,
  MessageCircle,
  Mic,
  MicOff,
  Phone,
  PhoneOff,
  Plus,
  Printer,
  Send,
  ShieldCheck,
  TriangleAlert,
  Undo2,
  Users,
  Volume2,
  WifiOff,
  X,
} from 'lucide';
import { h } from 'preact';

const icons = {
  alert: TriangleAlert,
  back: ArrowLeft,
  camera: Camera,
  'camera-off': CameraOff,
  chat: MessageCircle,
  check: Check,
  clock: Clock,
  close: X,
  copy: Copy,
  door: DoorOpen,
  'hang-up': PhoneOff,
  keyboard: Keyboard,
  leave: LogOut,
  mail: Mail,
  microphone: Mic,
  'microphone-off': MicOff,
  people: Users,
  phone: Phone,
  plus: Plus,
  print: Printer,
  send: Send,
  'send-back': Undo2,
  shield: ShieldCheck,
  sound: Volume2,
  'wifi-off': WifiOff,
} as const;

export type IconName = keyof typeof icons;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {icons[name].map(([tag, attributes], index) => h(tag, { ...attributes, key: index }))}
    </svg>
  );
}
