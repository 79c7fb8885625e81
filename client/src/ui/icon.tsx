/** The few icons the screens use, drawn from Lucide's path data (ISC). Always decoration: a text stands beside each. */

import {
  ArrowLeft,
  Camera,
  CameraOff,
  Check,
  Clock,
  Copy,
  DoorOpen,
  Download,
  Ellipsis,
  FileText,
  Keyboard,
  Lock,
  LockOpen,
  LogOut,
  Mail,
  Maximize,
  MessageCircle,
  Mic,
  MicOff,
  Paperclip,
  Phone,
  PhoneOff,
  PictureInPicture2,
  Plus,
  Printer,
  ScreenShare,
  ScreenShareOff,
  Send,
  ShieldCheck,
  SlidersHorizontal,
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
  attach: Paperclip,
  back: ArrowLeft,
  camera: Camera,
  'camera-off': CameraOff,
  chat: MessageCircle,
  check: Check,
  clock: Clock,
  close: X,
  copy: Copy,
  door: DoorOpen,
  file: FileText,
  'full-screen': Maximize,
  'hang-up': PhoneOff,
  keyboard: Keyboard,
  leave: LogOut,
  locked: Lock,
  mail: Mail,
  microphone: Mic,
  'microphone-off': MicOff,
  more: Ellipsis,
  people: Users,
  phone: Phone,
  plus: Plus,
  print: Printer,
  save: Download,
  screen: ScreenShare,
  'screen-off': ScreenShareOff,
  send: Send,
  'send-back': Undo2,
  settings: SlidersHorizontal,
  shield: ShieldCheck,
  'small-window': PictureInPicture2,
  sound: Volume2,
  unlocked: LockOpen,
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
